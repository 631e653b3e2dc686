"""The words of the invented branch: tables of Chinese text, one module a subject, without any logic."""
