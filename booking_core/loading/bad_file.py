"""What is said of a file that cannot be loaded."""


class BadFile(Exception):
    """A file that was not loaded; the message names the line and the column, and nothing was changed."""

    def __init__(self, line: int, column: str, fault: str) -> None:
        where = [f"line {line}"] if line else []
        where += [f"column {column}" if line else column] if column else []
        super().__init__(f"{', '.join(where) or 'the file'}: {fault}. Nothing of this file was loaded.")
