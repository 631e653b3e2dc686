"""A member's card, a module a section; `page` joins them, `screen` is the roster with its comings and goings."""
