"""The bytes and the rows of a file: whatever a spreadsheet made of it is read, or refused in a sentence."""

import pytest
from pydantic import BaseModel

from booking_core import BadFile, text_of
from booking_core.loading.rows import read_rows


class Row(BaseModel):
    name: str
    count: int
    note: str | None = None


def rows(text):
    return [(line, row.name, row.count, row.note) for line, row in read_rows(text, Row)]


@pytest.mark.parametrize(
    "text",
    [
        "name,count,note\nÉva,2,\n",
        "name;count;note\nÉva;2;\n",
        "name,count\r\nÉva,2\r\n",
        "name,count\rÉva,2\r",
        " Name , COUNT \nÉva , 2",
        "name,count,note\nÉva,2",
        '"name","count"\n"Éva","2"\n',
    ],
)
def test_the_same_row_however_it_was_written(text):
    assert rows(text) == [(2, "Éva", 2, None)]


def test_a_comma_in_a_cell_is_not_between_cells():
    assert rows('name,count,note\n"Éva, née Roy",2,"a; b"\n')[0][1:] == ("Éva, née Roy", 2, "a; b")
    assert rows("name;count;note\nÉva, née Roy;2;\n")[0][1] == "Éva, née Roy"


def test_lines_are_counted_as_an_editor_counts_them():
    text = 'name,count,note\n\nAnn,1,"two\nlines"\n,,\n \nBen,2,\n'
    assert [line for line, *_ in rows(text)] == [3, 7]


def test_the_mark_of_utf_8_is_no_letter():
    assert text_of("\ufeffname,count\nÉva,2\n".encode()) == "name,count\nÉva,2\n"
    joined = "\ufeffname,count\n".encode() + "\ufeffÉva,2\n".encode()
    assert rows(text_of(joined)) == [(2, "Éva", 2, None)]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("name\nplain\nÉva\n".encode("latin-1"), "line 3: is not UTF-8, but looks like Latin-1; save"),
        ("name\r\n“Éva”\r\n".encode("cp1252"), "line 2: is not UTF-8, but looks like Windows-1252"),
        ("name\nZoë\n".encode() + "Éva\n".encode("latin-1"), "line 3: is not UTF-8, but looks like Latin"),
        ("name\nÉva\n".encode("utf-16"), "the file: is UTF-16; save the file as UTF-8"),
        (b"name\nE\0va\n", "line 2: has a letter that was lost"),
        ("name\n\ufffdva\n".encode(), "line 2: has a letter that was lost"),
    ],
)  # fmt: skip
def test_what_is_not_utf_8_is_named_by_its_line(data, says):
    with pytest.raises(BadFile, match=says):
        text_of(data)
