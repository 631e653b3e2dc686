"""The branch's data file: tables, reading, history. Nothing outside `store` and `services` speaks SQL."""
