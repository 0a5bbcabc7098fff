"""Nothing here is too large to be read at once."""

import pytest

from tests.house.source import PACKAGES, files, functions, lines, name_of

LARGEST = {"code": 250, "tests": 300, "lua": 40}


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("code", files(*PACKAGES, "scripts")),
        ("code", files("agents", "scripts", suffix=".js")),
        ("tests", files("tests")),
        ("lua", files("queueing", suffix=".lua")),
    ],
)
def test_no_file_is_too_long(kind, found):
    assert {name_of(path): lines(path) for path in found if lines(path) > LARGEST[kind]} == {}


def test_no_function_is_longer_than_thirty_lines():
    long = {
        f"{name_of(path)}:{name}": length
        for path in files(*PACKAGES, "scripts")
        for name, length in functions(path)
        if length > 30
    }
    assert long == {}
