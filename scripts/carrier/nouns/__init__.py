"""The nouns inside a Dial; a new noun is one new file with its ELEMENT."""
