"""The list of meetings: `screen.py` joins the parts, `rows.py` shows one meeting, `nothing.py` speaks when none is."""
