"""What the commands are given, refused in a sentence before anything is played."""

import math
import tempfile
from pathlib import Path
from typing import Any

import click


class Finite(click.FloatRange):
    """A number that has an end: `nan` and `inf` are numbers for Python, and no minutes for anybody."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number, or fail with a sentence."""
        found: float = super().convert(value, param, ctx)
        if not math.isfinite(found):
            self.fail(f"{value} is not a number that can be played.", param, ctx)
        return found


class Folder(click.Path):
    """A folder that is made at once, and that a file can be written into."""

    def __init__(self) -> None:
        super().__init__(file_okay=False, path_type=Path)

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Path:
        """Return the folder, or fail with a sentence, rather than after the morning was played."""
        found = Path(str(super().convert(value, param, ctx)))
        try:
            found.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryFile(dir=found):
                return found
        except OSError as error:
            self.fail(f"nothing can be written into {str(found)!r}: {error.strerror}.", param, ctx)
