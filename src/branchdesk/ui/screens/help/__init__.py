"""帮助: how the program is used, what is new in it, what it runs on, and whose work it is."""
