"""Defects to be seeded: each module has `broken()`, under which the hotline has just that defect."""
