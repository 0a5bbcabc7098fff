"""What somebody understands of what they hear: the questions and choices of the prompts, by their words."""

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ivr import every_word

Heard = Mapping[str, list[dict[str, str]]]  # by the prompt's id, each time that it was said, its values

QUESTIONS = (
    *("language-choice", "back-one", "back-one-live", "back-several", "back-several-live", "back-else"),
    *("go-on-there", "go-on-birth", "in-use-mine", "main-book", "main-person", "whom-self", "whom-other"),
    *("whom-several", "how-many", "birth-self", "birth-other", "birth-nth", "birth-check", "right"),
    *("near-greet", "near-yes", "near-no", "region-greet", "region-choice", "region-anywhere", "more"),
    *(
        "full-region",
        "full-until",
        "full-near",
        "full-wait",
        "code-greet",
        "code-nth",
        "nothing-wait",
        "nothing-until",
        "clinic-greet",
    ),
    *("turn-on", "turn-birth", "already", "booked", "booked-ready", "reference-on", "yes", "no"),
    *("texts-greet", "farewell-greet", "joined-callback", "joined-book", "wait-none-left", "call-me"),
    *("call-hang-up", "callback-me", "callback-over", "notice-me", "offer-take", "manage-hear"),
    "manage-birth",
    *("may-we-call", "kept-place", "registered", "kept-hear", "closed-keep", "before-opening-known"),
    *("joined", "still-waiting", "wait-for-units", "callback-head", "callback-desk", "wait-position"),
    *("callback-now", "give-up-keep", "goodbye", "reminded-come", "times-greet", "times-kept"),
    *("long-call", "call-me-stay", "language-other"),
)
VALUE = re.compile(r"\\{\\ \\\$([a-z]+)\\ \\}")
BRACED = re.compile(r"\\{.*?\\}")
WORDS_OF_A_VALUE = {"region": r"[^.,]+?", "key": "[0-9*#]", "count": "[0-9]"}


@lru_cache(maxsize=20_000)
def understood(language: str, text: str) -> Heard:
    """Return every prompt of ours that is in a text, in the order of `QUESTIONS`."""
    asked = (
        (says, known) for says, words, known in _patterns(language) if any(map(text.__contains__, words))
    )
    found = {says: [m.groupdict() for m in known.finditer(text)] for says, known in asked}
    return {says: them for says, them in found.items() if them}


@cache
def _patterns(language: str) -> list[tuple[str, tuple[str, ...], re.Pattern[str]]]:
    """Return the questions: words that are in each, by which it is found fast, and an expression."""
    asked = ((says, _forms(says, language)) for says in QUESTIONS)
    return [(says, tuple(map(_own, forms)), re.compile(_pattern(forms))) for says, forms in asked]


def _forms(says: str, language: str) -> list[str]:
    """Return a prompt as it is written; of one that depends on a count, each of its forms."""
    _, _, text = every_word().source(says, language).partition("=")
    forms = re.findall(r"\[\w+\]\s*(.+)", text) if "->" in text else [text]
    return [re.escape(" ".join(form.split())) for form in forms]


def _own(form: str) -> str:
    """Return the longest words of a form between its values."""
    return max((re.sub(r"\\(.)", r"\1", words) for words in re.split(BRACED, form)), key=len)


def _pattern(forms: list[str]) -> str:
    return "|".join(VALUE.sub(_value, form) for form in forms)


def _value(found: re.Match[str]) -> str:
    name = found[1]
    return f"(?P<{name}>{WORDS_OF_A_VALUE.get(name, '.+?')})"
