"""The moments of work that are made by hand; each is loaded when it is first visited."""
