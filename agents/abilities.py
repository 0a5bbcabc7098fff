"""Whom an agent can serve: languages and skills, as they are named and as they are written."""

import re
from collections.abc import Callable, Iterable

from agents.errors import BadLanguage, BadSkill

LANGUAGES = {"en": "English", "fr": "French", "es": "Spanish"}  # that callers can choose
SKILL = re.compile(r"[a-z][a-z0-9_]{0,31}")


def checked(languages: Iterable[str], skills: Iterable[str]) -> dict[str, list[str]]:
    """Return languages and skills as they are stored; refuse what no caller could ever ask for."""
    spoken, able = list(dict.fromkeys(languages)), list(dict.fromkeys(skills))
    if not set(spoken) <= set(LANGUAGES):
        raise BadLanguage(BadLanguage.__doc__)
    if not all(SKILL.fullmatch(each) for each in able):
        raise BadSkill(BadSkill.__doc__)
    return {"languages": spoken, "skills": able}


def in_words(languages: Iterable[str], skills: Iterable[str], say: Callable[[str], str] = str) -> str:
    """Write both for people: `English, French; relay`; `say` puts a word into the reader's language."""
    spoken = ", ".join(say(LANGUAGES.get(each, each)) for each in languages) or say("every language")
    return "; ".join(filter(None, (spoken, ", ".join(skills))))
