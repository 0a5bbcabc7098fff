"""A morning as one page to read: what happened to people under each policy, and how to repeat it."""

from scripts.mornings.report.told import Told
from scripts.mornings.report.writing import write

__all__ = ["Told", "write"]
