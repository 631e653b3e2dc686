"""Where the data file turns out to be damaged."""
