"""Where a caller stands in the talk, as plain data that a row can keep."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

LANGUAGES = ("en", "fr", "es")


@dataclass(frozen=True, slots=True)
class Step:
    """What a key leads to: a menu, or an action with a value; data, so that a row can keep it."""

    menu: str = ""
    action: str = ""
    value: Any = None


def go(menu: str) -> Step:
    return Step(menu=menu)


def do(action: str, value: Any = None) -> Step:
    return Step(action=action, value=value)


@dataclass(frozen=True, slots=True)
class Choice:
    """A key, the prompt that says it (in the caller's language, or its own), and where it leads."""

    key: str
    says: str
    step: Step
    words: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""

    def on(self, key: str) -> "Choice":
        """Return it on another key."""
        return Choice(key, self.says, self.step, self.words, self.language)


@dataclass(frozen=True, slots=True)
class Line:
    """A prompt to be said, with its variables as raw values: `when` is a local time in ISO form."""

    says: str
    words: Mapping[str, Any] = field(default_factory=dict)
    language: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """The state of one call: where it stands, what was answered, and the choices that were read out."""

    language: str = "en"
    menu: str = ""
    heads: tuple[Line, ...] = ()
    choices: tuple[Choice, ...] = ()
    answers: dict[str, Any] = field(default_factory=dict)
    trail: tuple[str, ...] = ()
    silences: int = 0
    wrongs: int = 0
    stars: int = 0
    slow: bool = False
    relay: bool = False  # somebody types for the caller: everything takes twice as long
    quiet: bool = False  # a soft tone in the wait loop instead of music
    heard: int = 0  # which announcement of a supervisor the wait loop has said
    typed: str = ""
    place: int | None = None

    def but(self, **changes: Any) -> Self:
        return replace(self, **changes)

    def stored(self) -> dict[str, Any]:
        heads, choices = [fields_of(each) for each in self.heads], [_kept(each) for each in self.choices]
        return fields_of(self) | {"heads": heads, "choices": choices}

    @classmethod
    def read(cls, stored: dict[str, Any]) -> Self:
        choices = tuple(Choice(**{**each, "step": Step(**each["step"])}) for each in stored["choices"])
        heads = tuple(Line(**each) for each in stored["heads"])
        return cls(**{**stored, "choices": choices, "heads": heads, "trail": tuple(stored["trail"])})


def fields_of(it: Step | Line | Choice | Talk) -> dict[str, Any]:
    """Return the fields of one of these; `asdict` copies all that is in them, at ten times the cost."""
    return {name: getattr(it, name) for name in _NAMES[type(it)]}


def _kept(choice: Choice) -> dict[str, Any]:
    return fields_of(choice) | {"step": fields_of(choice.step)}


_NAMES = {kind: tuple(each.name for each in fields(kind)) for kind in (Step, Line, Choice, Talk)}
