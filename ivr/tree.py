"""The tree of menus: found, checked and refused at start if anything in it cannot work."""

import importlib
import pkgutil
import re
from collections.abc import Iterable, Mapping

from ivr import menus
from ivr.menu import BACK, RESERVED, Menu
from ivr.talk import LANGUAGES
from ivr.words import Words

MOST_CHOICES = 4
SAID_KEY = re.compile(r"(?:press|appuyez sur le|marque el) (\d)", re.IGNORECASE)
COMMON = (
    "take-your-time",
    "wrong-key",
    "wrong-length",
    "typed-so-far",
    "ticket-mistyped",
    "ticket-unknown",
    "birth-impossible",
    "go-on-unknown",
    "number-malformed",
    "number-foreign",
    "number-premium",
    "number-ours",
    "number-already",
    "number-no-calls",
    "to-a-person",
    "nobody-here",
    "first-step",
    "relay-on",
    "relay-off",
    "apology",
    "once-more",
    "place-safe",
    "announced",
    "callbacks-off",
)


class BadTree(Exception):
    """The menus cannot work as they are."""


def read_menus() -> list[Menu]:
    """Return the menu of every file in `menus`."""
    names = sorted(each.name for each in pkgutil.iter_modules(menus.__path__))
    return [importlib.import_module(f"ivr.menus.{name}").MENU for name in names]


def about(menu: Menu) -> str:
    """Return what a menu is for, as its file says it."""
    return (importlib.import_module(f"ivr.menus.{menu.name}").__doc__ or "").strip()


def plant(
    found: Iterable[Menu], actions: Iterable[str], live: Iterable[str], words: Words
) -> Mapping[str, Menu]:
    """Return the menus by name; raises BadTree with everything that is wrong."""
    found = list(found)
    names, known, lively = {menu.name for menu in found}, set(actions), set(live)
    faults = [f"two menus are called {name}" for name in names if sum(m.name == name for m in found) > 1]
    for menu in found:
        faults += _targets(menu, names, known, lively) + _keys(menu, words) + _prompts(menu, words)
    faults += [f"{says} is missing in {language}" for says in COMMON for language in words.missing(says)]
    if faults:
        raise BadTree("; ".join(sorted(faults)))
    return {menu.name: menu for menu in found}


def _targets(menu: Menu, names: set[str], actions: set[str], live: set[str]) -> list[str]:
    steps = [choice.step for choice in menu.choices] + ([menu.silent] if menu.silent else [])
    faults = [f"{menu.name} leads to no menu {s.menu}" for s in steps if s.menu and s.menu not in names]
    wanted = [s.action for s in steps if s.action] + ([menu.entry.then] if menu.entry else [])
    faults += [f"{menu.name} asks for no action {action}" for action in wanted if action not in actions]
    return faults + ([f"{menu.name} has no {menu.live}"] if menu.live and menu.live not in live else [])


def _keys(menu: Menu, words: Words) -> list[str]:
    keys = [choice.key for choice in menu.choices]
    faults = [f"{menu.name} has more than four options"] if len(keys) > MOST_CHOICES else []
    faults += [f"{menu.name} uses {key} twice" for key in set(keys) if keys.count(key) > 1]
    faults += [
        f"{menu.name} gives another meaning to {k}" for k in keys if k in RESERVED and not _meant(menu, k)
    ]
    for language in LANGUAGES:
        said = SAID_KEY.findall(words.source(menu.greet, language)) if menu.greet else []
        faults += [
            f"{menu.name} says {k} in {language} but does not take it"
            for k in said
            if k not in (*keys, *RESERVED)
        ]
    return faults


def _meant(menu: Menu, key: str) -> bool:
    if key == BACK:
        return menu.first
    return key == "0" and all(c.step.action == "person" for c in menu.choices if c.key == key)


def _prompts(menu: Menu, words: Words) -> list[str]:
    said = [menu.greet] * bool(menu.greet) + [choice.says for choice in menu.choices] + list(menu.says)
    return [
        f"{menu.name}: {says} is missing in {language}" for says in said for language in words.missing(says)
    ]
