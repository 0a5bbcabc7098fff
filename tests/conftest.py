"""Fixtures and rules of the whole suite: see tests/fixtures/."""

pytest_plugins = [
    "tests.fixtures.environment",
    "tests.fixtures.databases",
    "tests.fixtures.valkey",
    "tests.fixtures.stack",
    "tests.fixtures.browser",
    "tests.fixtures.modes",
]
