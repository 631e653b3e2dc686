"""Papers in the window: looked at, varied, saved, printed, and set as the branch wants them."""
