"""What was said, as facts: which prompts of ours are in some words, in any language that we speak.

The phrases are cut from the product's own prompts, so that neither can drift from the other.
"""

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import Any

from ivr import LANGUAGES, every_word

NUMBER = r"((?:\d ){3}\d, (?:\d ){3}\d)"
NUMBERS = {  # the prompts in which each is said, digit by digit
    "ticket": ("joined", "joined-again", "kept-place", "callback-ticket", "call-ticket", "call-ticket-again"),
    "reference": ("reference-is", "reference-again"),
}
SAYS = {  # what a caller understands, and the prompts that say it
    "place": ("joined", "still-waiting"),
    "promise": ("call-promised",),
    "booked": ("booked",),
    "cancelled": ("cancelled",),
    "left": ("left",),
    "turn": ("turn-greet",),
    "offered": ("times-greet", "times-kept", "turn-greet"),
    "denied": ("nothing-now", "wait-none-left", "wait-all-held", "times-gone"),
    "error": ("apology", "place-safe", "once-more"),
}
DIGITS = dict.fromkeys(map(ord, "0123456789"))
VALUE = re.compile(r"\{ \$\w+ \}")
CHOICE = re.compile(r"\{ \$\w+ ->(.*?)\n\s*\}", re.DOTALL)
FORM = re.compile(r"\[\w+\]\s*(.+)")


def said(words: str) -> dict[str, Any]:
    """Return the facts in what was said: `{"ticket": ["12345678"], "promise": True}`."""
    leads, facts = _without_digits(words.translate(DIGITS))
    numbers = {name: _numbers(them, words) for name, them in leads.items()}
    return {name: found for name, found in numbers.items() if found} | facts


@lru_cache(maxsize=20_000)
def _without_digits(words: str) -> tuple[dict[str, list[re.Pattern[str]]], dict[str, bool]]:
    """Return the patterns whose leads are in words, and the facts: without digits, most documents repeat."""
    found = {name: [known for lead, known in leads(name) if lead in words] for name in NUMBERS}
    facts = {name: True for name in SAYS if any(each in words for each in phrases(name))}
    return {name: them for name, them in found.items() if them}, facts


@cache
def phrases(fact: str) -> tuple[str, ...]:
    """Return the phrases, in all languages, each of which says a fact; ValueError where a prompt has none."""
    return tuple(each for says in SAYS[fact] for language in LANGUAGES for each in cut(says, language))


def cut(says: str, language: str) -> list[str]:
    """Return the longest words of a prompt that are its own; of one that is but a choice, of each form."""
    text = _text(says, language)
    around = _longest(CHOICE.sub("{ $choice }", text))
    found = [around] if around else [_longest(form) for form in FORM.findall(text)]
    if not found or not all(found):
        raise ValueError(f"{says} has no words of its own in {language}")
    return found


@cache
def leads(name: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the words that lead to a number, in all languages, each with the pattern that finds it."""
    found = sorted({each for says in NUMBERS[name] for each in _leads(name, says)})
    return tuple((each, re.compile(re.escape(each) + NUMBER)) for each in found)


def _leads(name: str, says: str) -> Iterator[str]:
    for language in LANGUAGES:
        before, value, _ = _text(says, language).partition(f"{{ ${name} }}")
        if not value:
            raise ValueError(f"{says} says no {name} in {language}")
        yield re.split(r"[.,:] ", before)[-1]


def _numbers(them: list[re.Pattern[str]], words: str) -> list[str]:
    return sorted({re.sub(r"\D", "", each) for known in them for each in known.findall(words)})


def _text(says: str, language: str) -> str:
    return every_word().source(says, language).partition("=")[2].strip()


def _longest(text: str) -> str:
    return max((" ".join(each.split()) for each in VALUE.split(text)), key=len)
