"""The safety of the file: its password, who may open it, its recovery key."""
