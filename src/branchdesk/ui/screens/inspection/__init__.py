"""迎检自查: a period, what is missing or thin in it, and the list worked through."""
