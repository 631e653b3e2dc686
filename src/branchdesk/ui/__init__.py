"""The window: everything that Qt draws, and nothing that a command line would need too."""
