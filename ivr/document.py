"""What a step answers, before it is TwiML: lines, pauses, and how it goes on."""

from dataclasses import dataclass

from ivr.menu import Menu
from ivr.talk import Choice, Line, Talk

ANY_KEY = 1


@dataclass(frozen=True, slots=True)
class Ask:
    """How many keys are awaited, and for how many seconds."""

    keys: int
    seconds: int


@dataclass(frozen=True, slots=True)
class Document:
    """Groups of lines with a pause between them, and what follows: a question, the line or goodbye."""

    groups: tuple[tuple[Line, ...], ...]
    ask: Ask | None = None
    ends: str = ""


def show(menu: Menu, talk: Talk, lines: tuple[Line, ...] = ()) -> Document:
    """Say the lines, the menu's heading, and each choice, its action before its key.

    In the middle of an entry the lines say what is missing, and the question would only confuse.
    """
    heads = tuple((line,) for line in (lines if talk.typed else (*lines, *talk.heads)))
    choices = tuple((_said(choice),) for choice in talk.choices)
    return Document(heads + choices, _ask(menu, talk), menu.ends)


def _said(choice: Choice) -> Line:
    return Line(choice.says, {**choice.words, "key": choice.key}, choice.language)


def _ask(menu: Menu, talk: Talk) -> Ask | None:
    if menu.ends in ("goodbye", "desk"):
        return None
    length = menu.entry.length - len(talk.typed) if menu.entry else ANY_KEY
    return Ask(length, 1 if menu.ends == "line" else menu.patience * (2 if talk.relay else 1))
