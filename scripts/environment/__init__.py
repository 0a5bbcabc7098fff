"""Make `.venv` and `node_modules` as the locks say; the standard library alone: there is nothing else yet."""
