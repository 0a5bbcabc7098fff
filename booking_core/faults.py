"""What a log may hold of an error: its kind, and where it happened."""

import traceback
from pathlib import Path

DEEPEST = 16  # frames; those before them are the server's


def without_words(error: BaseException) -> dict[str, object]:
    """Return what may be written down of an error.

    Its words may not: they could name a caller, and PostgreSQL's quote the row, with number and birth date.
    """
    frames = traceback.extract_tb(error.__traceback__, limit=-DEEPEST)
    at = [f"{Path(frame.filename).stem}.{frame.name}:{frame.lineno}" for frame in frames]
    return {"error": type(error).__name__, "at": at}
