"""Every word a caller hears, from the Fluent files, compiled once at start."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from fluent.runtime import FluentBundle, FluentResource
from fluent.syntax import FluentSerializer

from ivr.speech import spoken
from ivr.talk import LANGUAGES, Line

VALUE = re.compile(r"\$(\w+)")
FOLDER = Path(__file__).parent / "prompts"
LOCALES = {"en": "en-CA", "fr": "fr-CA", "es": "es-US"}


class MissingWords(Exception):
    """A prompt lacks a language or a variable."""


class Words:
    """Says a line in a language."""

    def __init__(self) -> None:
        self._patterns: dict[str, dict[str, Any]] = {}
        self._sources: dict[str, dict[str, str]] = {}
        self._bundles = {language: self._read(language) for language in LANGUAGES}

    def say(self, line: Line, language: str) -> str:
        """Return the words of a line; a choice of language speaks its own."""
        language = line.language or language
        bundle = self._bundles[language]
        pattern = self._patterns[language][line.says]
        text, errors = bundle.format_pattern(pattern, spoken(language, line.words))
        if errors:
            raise MissingWords(f"{line.says} in {language}: {errors[0]}")
        return str(text)

    def ids(self, language: str) -> frozenset[str]:
        return frozenset(self._patterns[language])

    def values(self, says: str, language: str) -> frozenset[str]:
        """Return the names of the values that a prompt has in it."""
        return frozenset(VALUE.findall(self.source(says, language)))

    def missing(self, says: str) -> list[str]:
        """List the languages in which a prompt is absent."""
        return [language for language, patterns in self._patterns.items() if says not in patterns]

    def source(self, says: str, language: str) -> str:
        """Return a prompt as it is written, its variables unfilled; empty where it is missing."""
        return self._sources[language].get(says, "")

    def plain(self, says: str, language: str, words: Mapping[str, Any]) -> str:
        """Return a text that is read, not heard: its values are given as they shall stand."""
        text, _ = self._bundles[language].format_pattern(self._patterns[language][says], dict(words))
        return str(text)

    def _read(self, language: str) -> FluentBundle:
        bundle = FluentBundle([LOCALES[language]], use_isolating=False)
        resource = FluentResource((FOLDER / f"{language}.ftl").read_text("utf-8"))
        bundle.add_resource(resource)
        entries = [entry for entry in resource.body if hasattr(entry, "id")]
        self._sources[language] = {
            entry.id.name: FluentSerializer().serialize_entry(entry) for entry in entries
        }
        self._patterns[language] = {
            entry.id.name: bundle.get_message(entry.id.name).value for entry in entries
        }
        return bundle


@cache
def every_word() -> Words:
    """Return the words of this process: they take half a second to read, and never change."""
    return Words()
