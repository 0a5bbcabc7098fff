"""Whole mornings in virtual time: who calls, what becomes of them, and what other policies would do."""
