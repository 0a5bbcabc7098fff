"""The verbs of a call; a new verb is one new file with its ELEMENT."""
