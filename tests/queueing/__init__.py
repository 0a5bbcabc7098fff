"""Tests of the line, the ledger and the desks, on a real Valkey and both engines."""
