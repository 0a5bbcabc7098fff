"""`scripts/fairline menus`: the whole tree, as text and as a page, in each language."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ivr import LANGUAGES, read_menus
from scripts.operator.menus import print_menus

NAMES = {menu.name for menu in read_menus()}
BOOKS = {"en": "press 1.", "fr": "appuyez sur le 1.", "es": "marque el 1."}


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_text_has_every_menu_once_as_a_call_comes_to_them(language: str) -> None:
    printed = CliRunner().invoke(print_menus, ["--language", language]).stdout
    names = re.findall(r"^(\w+): ", printed, re.MULTILINE)
    assert names[:3] == ["language", "main", "whom"]
    assert len(names) == len(NAMES) == len(NAMES & set(names))
    assert BOOKS[language] in printed
    assert "{" not in printed


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_leads_from_each_option_to_its_menu(language: str, tmp_path: Path) -> None:
    page = tmp_path / "menus.html"
    assert CliRunner().invoke(print_menus, ["--language", language, "--page", str(page)]).exit_code == 0
    written = page.read_text("utf-8")
    assert set(re.findall(r'<article id="(\w+)"', written)) == NAMES
    assert set(re.findall(r'href="#(\w+)"', written)) <= NAMES
    assert "<script" not in written
    assert BOOKS[language] in written


def test_another_language_is_refused_in_a_sentence() -> None:
    refused = CliRunner().invoke(print_menus, ["--language", "de"])
    assert refused.exit_code == 2
    assert "'de' is not one of 'en', 'fr', 'es'" in refused.output


def test_a_page_that_cannot_be_written_is_said_in_a_sentence(tmp_path: Path) -> None:
    told = CliRunner().invoke(print_menus, ["--page", str(tmp_path / "nowhere" / "menus.html")])
    assert told.exit_code == 1
    assert told.output.endswith("No such file or directory.\n")
