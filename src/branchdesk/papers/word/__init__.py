"""A manuscript as a Word file: the same words in the same order, as real styles, tables and sections to go on with."""
