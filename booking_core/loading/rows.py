"""Rows of a CSV file, read one by one into a model, each fault with its line and column.

Between cells are commas, or semicolons where the header has them, as spreadsheets of some countries do.
"""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from booking_core.loading.bad_file import BadFile
from booking_core.loading.faults import sentence

Row = TypeVar("Row", bound=BaseModel)
BROKEN = "cannot be read as a row; a cell with quotes in it is quoted, and its quotes are doubled"


def read_rows(text: str, row: type[Row]) -> Iterator[tuple[int, Row]]:
    """Yield every row of a CSV file with a header, after the number of its line.

    A line of empty cells is passed over. Raises BadFile at the first row that does not fit, and where there
    is none.
    """
    cells = _cells(text)
    _, header = next(cells, (1, []))
    names = [name.lower() for name in header]
    _check(names, row)
    line = 1
    for line, found in filter(lambda each: any(each[1]), cells):
        yield line, _read(line, names, found, row)
    if line == 1:
        raise BadFile(1, "", "has no rows below it")


def _cells(text: str) -> Iterator[tuple[int, list[str]]]:
    head = text.partition("\n")[0]
    between = ";" if head.count(";") > head.count(",") else ","
    reader = csv.reader(io.StringIO(text, newline=None), delimiter=between, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            found = next(reader, None)
        except csv.Error as error:
            raise BadFile(line, "", BROKEN) from error
        if found is None:
            return
        yield line, [cell.strip() for cell in found]


def _check(names: Sequence[str], row: type[Row]) -> None:
    known = ", ".join(row.model_fields)
    for at, name in enumerate(names):
        if name not in row.model_fields:
            raise BadFile(1, name or str(at + 1), f"there is no such column; the columns are {known}")
        if name in names[:at]:
            raise BadFile(1, name, "is there twice")
    for name, field in row.model_fields.items():
        if field.is_required() and name not in names:
            raise BadFile(1, name, f"is missing; the columns are {known}")


def _read(line: int, names: Sequence[str], cells: Sequence[str], row: type[Row]) -> Row:
    if len(cells) > len(names):
        raise BadFile(line, "", f"has {len(cells)} cells, and the header {len(names)}")
    given = {name: cell for name, cell in zip(names, cells, strict=False) if cell}
    try:
        return row.model_validate(given)
    except ValidationError as error:
        first = error.errors()[0]
        fault = "is empty" if first["type"] == "missing" else sentence(first)
        raise BadFile(line, str(first["loc"][0]) if first["loc"] else "", fault) from error
