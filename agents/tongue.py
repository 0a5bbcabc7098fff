"""The console's languages: every sentence is English where it is used, and looked up here for the others."""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from flask import Flask, g, has_request_context, request

TONGUES = {"en": "English", "fr": "Français"}
LOCALES = {"en": "en_CA", "fr": "fr_CA", "es": "es_US"}  # callers read Spanish too, agents do not
COOKIE = "fairline_tongue"
CATALOGUES = Path(__file__).parent / "words"


def dress(app: Flask) -> None:
    """Give templates `_()`, `{% trans %}` and the language that they are read in."""
    app.jinja_env.add_extension("jinja2.ext.i18n")
    app.jinja_env.install_gettext_callables(_, _n, newstyle=True)  # type: ignore[attr-defined]
    app.jinja_env.globals |= {"tongue": tongue, "tongues": TONGUES}


def tongue() -> str:
    """Return the language of whoever reads: what they chose in this browser, else what it asks for."""
    if not has_request_context():
        return "en"
    if "tongue" not in g:
        chosen = request.cookies.get(COOKIE, "")
        g.tongue = chosen if chosen in TONGUES else request.accept_languages.best_match(TONGUES) or "en"
    return str(g.tongue)


def speak(language: str) -> None:
    """Let this request be answered in a language: a stream goes on in that of the page that opened it."""
    g.tongue = language


def locale() -> str:
    """Return the locale in which dates and times are written."""
    return LOCALES[tongue()]


def _(text: str) -> str:
    return catalogue(tongue()).gettext(text)


def _n(one: str, many: str, number: int) -> str:
    return catalogue(tongue()).ngettext(one, many, number)


@cache
def catalogue(language: str) -> NullTranslations:
    """Read a language's sentences once a process; English is its own catalogue."""
    path = CATALOGUES / f"{language}.po"
    if not path.is_file():
        return NullTranslations()
    compiled = BytesIO()
    with path.open("rb") as source:
        write_mo(compiled, read_po(source, locale=language))
    compiled.seek(0)
    return GNUTranslations(compiled)
