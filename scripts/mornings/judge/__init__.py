"""The judge: it reads the ledger by raw SQL and the network's own log, and knows nothing of the product."""

from scripts.mornings.judge.verdict import COUNTS, Verdict, judge

__all__ = ["COUNTS", "Verdict", "judge"]
