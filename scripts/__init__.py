"""The operator's tools and the simulated phone network."""
