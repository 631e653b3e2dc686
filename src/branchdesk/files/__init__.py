"""Bytes and rows: spreadsheets, csv, JSON. No database, no screen."""
