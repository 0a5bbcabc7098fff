"""The bytes of a file as text: UTF-8, with or without its mark; anything else is named, not guessed at."""

from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE

from booking_core.loading.bad_file import BadFile

SAVE = "save the file as UTF-8 (a spreadsheet calls it CSV UTF-8) and load it again"
LOST = "\0\ufffd"  # what is no text, and what stands for a letter that was lost before


def text_of(data: bytes) -> str:
    """Return the text of a file; raises BadFile with the first line that is not UTF-8."""
    if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)):
        raise BadFile(0, "", f"is UTF-16; {SAVE}")
    lines = data.replace(BOM_UTF8, b"").split(b"\n")
    try:
        text = b"\n".join(lines).decode()
    except UnicodeDecodeError:
        at, line = next((at, line) for at, line in enumerate(lines, start=1) if not _is_utf8(line))
        raise BadFile(at, "", f"is not UTF-8, but looks like {_likely(line)}; {SAVE}") from None
    lost = min((text.index(letter) for letter in LOST if letter in text), default=None)
    if lost is not None:
        raise BadFile(text.count("\n", 0, lost) + 1, "", f"has a letter that was lost; {SAVE}")
    return text


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True


def _likely(line: bytes) -> str:
    # Latin-1 has control codes from 0x80 to 0x9f, which nobody types: Windows has quotes and dashes there.
    return "Windows-1252" if any(0x80 <= byte <= 0x9F for byte in line) else "Latin-1"  # noqa: PLR2004
