"""Rules and facts of the field, in the standard library alone: everything here can be tested with a pencil."""
