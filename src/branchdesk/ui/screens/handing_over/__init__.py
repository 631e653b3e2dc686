"""Handing a branch's records over to the next secretary, and taking them over."""
