"""Clues and the volunteers who report them: entering, their way, their figures."""
