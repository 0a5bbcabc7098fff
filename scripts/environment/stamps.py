"""A stamp in a folder says from which locks it was made; a folder under way has none."""

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

NAME = ".made-from.json"
UNDER_WAY = ".under-way"


def digest(*files: Path) -> str:
    """Return one hash over the contents of some files."""
    return hashlib.sha256(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files)).hexdigest()


def is_made_from(folder: Path, made_from: str) -> bool:
    """Tell whether the folder was finished, at this path, from that."""
    try:
        stamp = json.loads((folder / NAME).read_text())
    except (OSError, ValueError):
        return False
    return stamp["at"] == str(folder) and made_from in stamp["made_from"]


def was_interrupted(folder: Path) -> bool:
    """Tell whether somebody began to fill the folder and did not finish."""
    return (folder / UNDER_WAY).exists()


def begin(folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    (folder / UNDER_WAY).touch()
    (folder / NAME).unlink(missing_ok=True)


def finish(folder: Path, made_from: Iterable[str]) -> None:
    (folder / NAME).write_text(json.dumps({"at": str(folder), "made_from": list(made_from)}))
    (folder / UNDER_WAY).unlink(missing_ok=True)
