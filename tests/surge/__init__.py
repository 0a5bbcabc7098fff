"""A whole morning in virtual time: the real app and databases, and thousands of callers."""
