"""Errands as the worker and the clock carry them out, seen from the carrier's side."""
