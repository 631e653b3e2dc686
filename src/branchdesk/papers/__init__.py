"""From records to paper: what the branch signs, binds and hands to an inspection.

A paper is made in two steps. Its own module (`minutes`) turns a record into a manuscript: blocks of words in their
order, no more. Then `press` sets the blocks on the grid of GB/T 9704, in the faces that `faces` finds, and draws them;
or `word` makes a file of them that a typist goes on with. Nothing here touches the database or the screen, and the
libraries that draw and write are loaded only by the modules that do.
"""
