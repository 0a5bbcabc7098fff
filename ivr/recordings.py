"""Recorded prompts in place of the synthetic voice: a file for each prompt and language, and what was read.

Beside the files of a language, `texts.csv` has the words that the speaker read: `prompt,text`. A file is only
heard while those are the words of today. An option is recorded with the key that its menu gives it, as
`main-book.1`; a prompt with any other value in it is always synthesised.
"""

import csv
import hashlib
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from ivr import addresses
from ivr.music import RATE
from ivr.talk import LANGUAGES, Line
from ivr.tree import read_menus
from ivr.words import Words

LIST = "texts.csv"
FORMATS = (1, 7)  # samples as they are, and mu-law (RFC 2361, appendix A)
READ_BY_EYE = "text-"  # begins the names of what is sent as a text message


@dataclass(frozen=True, slots=True)
class Recordings:
    """The files that may be heard, by language and prompt, and what is wrong with the others."""

    files: Mapping[tuple[str, str], Path] = field(default_factory=dict)
    faults: tuple[str, ...] = ()

    @classmethod
    def read(cls, folder: Path | None, words: Words) -> Self:
        """Look through a folder of `LANGUAGE/PROMPT.wav`; none is a folder without recordings."""
        files: dict[tuple[str, str], Path] = {}
        faults: list[str] = []
        for language, path in _found(folder):
            fault = _fault(path, _listed(path.parent), recordable(words, language))
            if fault is None:
                files[language, path.stem] = path
            else:
                faults.append(f"{language}/{path.name} {fault}")
        return cls(files, tuple(faults))

    def address(self, line: Line, language: str) -> str | None:
        """Return where a line can be heard; None where it has to be synthesised."""
        spoken, name = line.language or language, _name(line)
        path = self.files.get((spoken, name))
        return None if path is None else addresses.recorded(spoken, name, _mark(path))

    def sound(self, language: str, prompt: str) -> bytes | None:
        """Return a recording as it is on the disk."""
        path = self.files.get((language, prompt))
        return None if path is None else path.read_bytes()


def recordable(words: Words, language: str) -> dict[str, str]:
    """Return what a speaker can read, by its name: what is heard and has no value in it but a menu's key."""
    plain = [Line(each) for each in words.ids(language) if not each.startswith(READ_BY_EYE)]
    choices = [choice for menu in read_menus() for choice in menu.choices]
    options = [Line(choice.says, {"key": choice.key}) for choice in choices]
    whole = [each for each in (*plain, *options) if words.values(each.says, language) == set(each.words)]
    return {_name(line): words.say(line, language) for line in sorted(whole, key=_name)}


def _name(line: Line) -> str:
    """Return the name under which a line is recorded; with other values than a key it has none."""
    if not line.words:
        return line.says
    return f"{line.says}.{line.words['key']}" if set(line.words) == {"key"} else ""


def _found(folder: Path | None) -> Iterator[tuple[str, Path]]:
    for language in LANGUAGES:
        files = [] if folder is None else sorted((folder / language).glob("*.wav"))
        yield from ((language, path) for path in files)


def _listed(folder: Path) -> dict[str, str]:
    """Return what was read, by prompt."""
    if not (folder / LIST).exists():
        return {}
    with (folder / LIST).open(encoding="utf-8-sig", newline="") as rows:
        return {str(row.get("prompt")): str(row.get("text")) for row in csv.DictReader(rows)}


def _fault(path: Path, listed: Mapping[str, str], today: Mapping[str, str]) -> str | None:
    if path.stem not in today:
        return "is no prompt that can be recorded"
    if path.stem not in listed:
        return f"is not in {LIST}"
    if listed[path.stem].split() != today[path.stem].split():
        return "says other words than the prompt does now"
    return None if _is_of_the_telephone(path.read_bytes()) else "is not a WAV file of one channel at 8 kHz"


def _is_of_the_telephone(sound: bytes) -> bool:
    at = sound.find(b"fmt ", 12)
    if sound[:4] != b"RIFF" or sound[8:12] != b"WAVE" or not 0 < at <= len(sound) - 16:
        return False
    layout, channels, rate = struct.unpack_from("<HHI", sound, at + 8)
    return layout in FORMATS and channels == 1 and rate == RATE


def _mark(path: Path) -> str:
    """Return what changes with the file, so that the carrier keeps no old one."""
    there = path.stat()
    return hashlib.sha256(f"{there.st_size} {there.st_mtime_ns}".encode()).hexdigest()[:8]
