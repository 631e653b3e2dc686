"""From records to paper: what the branch signs, binds and hands to an inspection.

A paper is written in two steps. Its own module (`minutes`) turns a record into blocks: words and their order alone.
Then `setting` puts the blocks on the grid of GB/T 9704, and `page` draws them. Nothing here touches the database or
the screen, and the drawing library is loaded only by the modules that draw.
"""
