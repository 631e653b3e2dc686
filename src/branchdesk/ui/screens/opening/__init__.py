"""What the window shows while no file is open, or where one did not open."""
