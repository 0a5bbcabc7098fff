"""A smaller morning on which everything goes wrong, from one seed."""
