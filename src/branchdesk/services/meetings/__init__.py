"""Meetings from plan to signature: who is due, what was said and settled, what was studied, what is kept with them."""
