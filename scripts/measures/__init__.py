"""The bench: what the line costs, measured against bars that are ratios, both sides in one run."""
