"""The menus as a whole: what cannot work is refused at start."""

import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser, ast, visitor

from ivr.actions import ACTIONS, LIVE
from ivr.menu import Entry, Menu
from ivr.talk import LANGUAGES, Choice, do, go
from ivr.tree import BadTree, plant, read_menus
from ivr.words import FOLDER, Words, every_word

WORDS = every_word()
SOURCES = sorted(Path("ivr").rglob("*.py"))


def refusal(*menus: Menu) -> str:
    with pytest.raises(BadTree) as refused:
        plant(menus, ACTIONS, LIVE, WORDS)
    return str(refused.value)


def choice(key: str, says: str = "main-book", **step: str) -> Choice:
    return Choice(key, says, go("here") if not step else do(**step))


def test_the_menus_of_the_hotline_are_whole() -> None:
    tree = plant(read_menus(), ACTIONS, LIVE, WORDS)
    assert {"language", "main", "birth", "times", "booked", "joined"} <= set(tree)


def test_an_unknown_target_is_refused() -> None:
    assert "here leads to no menu nowhere" in refusal(
        Menu("here", choices=(Choice("1", "yes", go("nowhere")),))
    )
    assert "here asks for no action dance" in refusal(Menu("here", choices=(choice("1", action="dance"),)))
    assert "here asks for no action sing" in refusal(Menu("here", entry=Entry(8, "sing")))
    assert "here has no magic" in refusal(Menu("here", live="magic"))


def test_a_prompt_that_is_missing_in_a_language_is_refused() -> None:
    assert "here: no-such is missing in fr" in refusal(Menu("here", greet="no-such"))


def test_five_options_are_too_many() -> None:
    assert "more than four options" in refusal(Menu("here", choices=tuple(choice(key) for key in "12345")))


def test_the_keys_of_everywhere_have_one_meaning() -> None:
    assert "here gives another meaning to 0" in refusal(Menu("here", choices=(choice("0"),)))
    assert "here gives another meaning to 9" in refusal(Menu("here", choices=(choice("9"),)))


def test_a_key_said_but_not_taken_is_refused() -> None:
    words = Words()
    words._sources["fr"]["main-greet"] = "Appuyez sur le 3."
    with pytest.raises(BadTree, match="here says 3 in fr but does not take it"):
        plant([Menu("here", greet="main-greet", choices=(choice("1"),))], ACTIONS, LIVE, words)


def test_two_menus_of_one_name_are_refused() -> None:
    assert "two menus are called here" in refusal(Menu("here"), Menu("here"))


def test_every_prompt_is_in_every_language_with_the_same_variables() -> None:
    first, *others = (variables(language) for language in LANGUAGES)
    for other in others:
        assert other == first


def test_every_prompt_that_the_code_names_exists_and_none_is_left_over() -> None:
    code = "\n".join(path.read_text() for path in SOURCES)
    named = set(re.findall(r"Line\(\s*\"([a-z-]+)\"", code)) | set(
        re.findall(r"Choice\(\s*\"\d?\", \"([a-z-]+)\"", code)
    )
    assert named <= WORDS.ids("en")
    assert {says for says in WORDS.ids("en") if f'"{says}"' not in code} == set()


class Variables(visitor.Visitor):
    def __init__(self) -> None:
        self.names: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:  # noqa: N802
        self.names.add(node.id.name)


def variables(language: str) -> dict[str, set[str]]:
    found = {}
    for entry in FluentParser().parse((FOLDER / f"{language}.ftl").read_text()).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            looker = Variables()
            looker.visit(entry)
            found[entry.id.name] = looker.names
    return found
