"""A telephone in the terminal: interactive, or led by a script of keys."""
