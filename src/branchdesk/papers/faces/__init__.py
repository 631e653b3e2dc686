"""The faces that papers are printed with: the machine's official ones, and those that the program ships."""
