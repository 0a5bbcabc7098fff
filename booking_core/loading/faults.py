"""What is wrong with one value, as a sentence for whoever wrote it."""

from collections.abc import Mapping
from typing import Any

LOCAL = "is no local time; write it as 2021-03-08T09:00, without an offset"
SENTENCES = {  # by pydantic's type of error, or by how that begins
    "missing": "is missing",
    "extra": "is not known here",
    "int": "is no whole number",
    "bool": "is either true or false",
    "string": "is not written as text is",
    "string_too_long": "is longer than {max_length} letters",
    "list": "is no list",
    "tuple": "is no list",
    "too_short": "is empty",
    "model": "is no section of its own",
    "dict": "is no section of its own",
    "datetime": LOCAL,
    "timezone": LOCAL,
    "date": "is no day; write it as 1941-03-01",
    "greater_than_equal": "is less than {ge}",
    "less_than_equal": "is more than {le}",
    "literal": "is none of {expected}",
}


def sentence(error: Mapping[str, Any]) -> str:
    """Return one of pydantic's `errors()` in plain words, without the value: that may be personal."""
    kind = str(error["type"])
    known = SENTENCES.get(kind) or SENTENCES.get(kind.partition("_")[0])
    if known is None:
        return str(error["msg"]).removeprefix("Value error, ")
    return known.format(**error.get("ctx", {}))
