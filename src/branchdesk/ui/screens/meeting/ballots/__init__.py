"""Ballots on the agenda: one item for all, and inside it a panel for what the rule of the ballot asks for."""
