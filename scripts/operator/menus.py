"""`menus`: the tree of menus as text, or as a page to print and comment on."""

from dataclasses import dataclass
from pathlib import Path

import click
from jinja2 import Environment, FileSystemLoader, select_autoescape

from ivr import LANGUAGES, Menu, Step, about, every_word, read_menus
from scripts.operator.writing import write

HERE = Path(__file__).parent
NAMES = {"en": "English", "fr": "French", "es": "Spanish"}
ENDS = {"line": "the caller waits in the line", "desk": "an agent", "goodbye": "the call ends"}
FIRST = "language"  # where a call begins
# Where an action leads as a rule.
MAIN = {"language": "main", "book": "whom", "whom": "birth", "how_many": "birth", "birth_date": "birth_check"}
EVERYWHERE = (
    "Everywhere, 0 is a person, * says it again (twice: slower), 9 goes one step back, and 7 is for who calls"
    " through a relay service. Inside an entry every digit is a digit, and * starts it again."
)


@dataclass(frozen=True, slots=True)
class Described:
    """A menu in words: what is said, and of each option its key, its text and where it leads."""

    name: str
    about: str
    says: list[str]
    options: list[tuple[str, str, str]]
    silence: str

    def as_text(self) -> str:
        """Return it as lines."""
        options = [f"{key:<10}{text + ' ' if text else ''}-> {where}" for key, text, where in self.options]
        said = [f"says      {text}" for text in self.says]
        lines = [*said, *options, f"silence   -> {self.silence}"]
        return "\n    ".join([f"{self.name}: {self.about}", *lines])


@click.command("menus")
@click.option("--language", type=click.Choice(LANGUAGES), default="en", show_default=True)
@click.option("--page", type=click.Path(dir_okay=False, writable=True, path_type=Path), help="Write a page.")
def print_menus(language: str, page: Path | None) -> None:
    """Print every menu: what is said, which keys it takes, and where each leads."""
    found = [_described(menu, language) for menu in _in_order(read_menus())]
    if page is None:
        click.echo("\n\n".join([EVERYWHERE, *(each.as_text() for each in found)]))
        return
    write(page, _page(language, found))
    click.echo(f"{len(found)} menus are written to {page}.")


def _in_order(menus: list[Menu]) -> list[Menu]:
    """Return them as a call comes to them, as far as their files say where they lead; the others after."""
    left = {menu.name: menu for menu in menus}
    found = [left.pop(FIRST)]
    for menu in found:
        found += [left.pop(name) for name in _leads_to(menu) if name in left]
    return found + list(left.values())


def _leads_to(menu: Menu) -> list[str]:
    steps = [choice.step for choice in menu.choices] + ([menu.silent] if menu.silent else [])
    steps += [Step(action=menu.entry.then)] if menu.entry else []
    return list(dict.fromkeys(step.menu or MAIN.get(step.action, "") for step in steps))


def _described(menu: Menu, language: str) -> Described:
    options = [
        (each.key, _said(each.says, each.language or language, key=each.key), _where(each.step))
        for each in menu.choices
    ]
    if menu.entry is not None:
        options.append((f"{menu.entry.length} digits", "", _where(Step(action=menu.entry.then))))
    said = [menu.greet] * bool(menu.greet) + list(menu.says)
    texts = [_said(each, language) for each in said]
    return Described(menu.name, about(menu), texts, options, _silence(menu))


def _said(says: str, language: str, **known: str) -> str:
    """Return a prompt with the names of its values where they will be, but for those that are known."""
    words = every_word()
    names = {name: f"[{name}]" for name in words.values(says, language)}
    return words.plain(says, language, names | known)


def _where(step: Step) -> str:
    there = step.menu or MAIN.get(step.action, "")
    return f"menu {there}" if there else step.action.replace("_", " ")


def _silence(menu: Menu) -> str:
    if menu.ends:
        return ENDS[menu.ends]
    return _where(menu.silent) if menu.silent else f"after {menu.patience} s asked again, then a person"


def _page(language: str, found: list[Described]) -> str:
    around = Environment(loader=FileSystemLoader(HERE), autoescape=select_autoescape())
    template = around.get_template("menus.html")
    return template.render(language=language, name=NAMES[language], menus=found, everywhere=EVERYWHERE)
