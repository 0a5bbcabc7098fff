"""Each process's words, in a file of its own: one earlier run is kept, and no file grows without end."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

LARGEST = 16 * 1024 * 1024


@dataclass(slots=True)
class Log:
    """The log file of one process."""

    path: Path
    shown: int = field(default=0, init=False)

    def begin(self) -> None:
        """Start a new file; the one of the run before is kept beside it."""
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self.path.exists():
            self.path.replace(self.path.with_suffix(".log.1"))
        self.path.touch(mode=0o600)

    def writer(self) -> BinaryIO:
        """Open the file for a process to write to; appending, so that it may be cut meanwhile."""
        return self.path.open("ab", buffering=0)

    def fresh_lines(self) -> list[str]:
        """Return the whole lines written since the last look."""
        with self.path.open("rb") as file:
            file.seek(self.shown)
            text = file.read()
        whole = text[: text.rfind(b"\n") + 1]
        self.shown += len(whole)
        return whole.decode(errors="replace").splitlines()

    def last_lines(self, count: int = 12) -> list[str]:
        return self.path.read_text(errors="replace").splitlines()[-count:]

    def keep_small(self) -> None:
        """Move what was written aside once it is large."""
        if self.path.stat().st_size > LARGEST:
            shutil.copyfile(self.path, self.path.with_suffix(".log.1"))
            with self.path.open("rb+") as file:
                file.truncate()
            self.shown = 0
