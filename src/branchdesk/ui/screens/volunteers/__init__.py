"""Volunteers: the roster with those who left, a person's card, the teams."""
