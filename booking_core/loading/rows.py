"""Rows of a CSV file, read one by one into a model, each fault with its line and column."""

import csv
import io
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from booking_core.loading.bad_file import BadFile

Row = TypeVar("Row", bound=BaseModel)


def read_rows(text: str, row: type[Row]) -> list[Row]:
    """Read every row of a CSV file with a header; raises BadFile for the first that does not fit."""
    reader = csv.DictReader(io.StringIO(text.removeprefix("\ufeff")))
    needed = [name for name, field in row.model_fields.items() if field.is_required()]
    missing = [name for name in needed if name not in (reader.fieldnames or [])]
    if missing:
        raise BadFile(1, missing[0], f"there is no such column; a header needs {', '.join(needed)}")
    return [_read(reader.line_num, fields, row) for fields in reader]


def _read(line: int, fields: dict[str, str], row: type[Row]) -> Row:
    given = {name: value.strip() for name, value in fields.items() if name and isinstance(value, str)}
    try:
        return row.model_validate({name: value for name, value in given.items() if value})
    except ValidationError as error:
        first = error.errors()[0]
        column = str(first["loc"][0]) if first["loc"] else "all"
        fault = "is empty" if first["type"] == "missing" else first["msg"].removeprefix("Value error, ")
        raise BadFile(line, column, fault) from error
