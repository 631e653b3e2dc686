"""Putting a backup back, and what is left of a damaged file."""
