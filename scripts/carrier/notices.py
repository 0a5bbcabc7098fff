"""Everything the carrier would write into its debugger, said loudly."""

from __future__ import annotations

import sys
from dataclasses import asdict, dataclass
from typing import Any

from scripts.carrier.errors import MESSAGES


@dataclass(frozen=True, slots=True)
class Notice:
    """One warning or error."""

    level: str
    code: int
    message: str
    detail: str
    url: str | None
    call_sid: str | None


class Notices:
    """The list that a test reads to assert that nobody complained."""

    def __init__(self) -> None:
        self._all: list[Notice] = []

    def warn(self, code: int, detail: str = "", url: str | None = None, call_sid: str | None = None) -> None:
        self._say(Notice("warning", code, MESSAGES.get(code, ""), detail, url, call_sid))

    def error(self, code: int, detail: str = "", url: str | None = None, call_sid: str | None = None) -> None:
        self._say(Notice("error", code, MESSAGES.get(code, ""), detail, url, call_sid))

    def rows(self) -> list[dict[str, Any]]:
        return [asdict(notice) for notice in self._all]

    def _say(self, notice: Notice) -> None:
        self._all.append(notice)
        words = f"{notice.code} {notice.message}: {notice.detail}".rstrip(": ")
        where = " ".join(filter(None, (notice.url, notice.call_sid)))
        print(f"carrier {notice.level.upper()} {words} {where}".rstrip(), file=sys.stderr, flush=True)
