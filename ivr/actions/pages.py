"""Long lists, three at a time and then more: nobody keeps five options in mind."""

from collections.abc import Sequence
from dataclasses import replace

from ivr.menu import Pressed
from ivr.scene import Scene
from ivr.talk import Choice, Talk, do, go

A_PAGE = 3
FROM = "from"


def page(
    talk: Talk, menu: str, choices: Sequence[Choice], last: Choice | None = None
) -> tuple[Talk, list[Choice]]:
    """Give keys to the choices of the current page; where there are others, the last key leads to them.

    With a `last` choice the pages do not go round: it ends the last of them.
    """
    start = talk.answers.get(FROM, 0)
    start = start if start < len(choices) else 0
    shown = [each.on(str(at)) for at, each in enumerate(choices[start : start + A_PAGE], start=1)]
    key = str(len(shown) + 1)
    if last is not None and start + A_PAGE >= len(choices):
        shown.append(last.on(key))
    elif len(choices) > A_PAGE:
        shown.append(Choice(key, "more", do("more", [menu, start + A_PAGE])))
    answers = {name: value for name, value in talk.answers.items() if name != FROM}
    return replace(talk, answers=answers), shown


def more(_scene: Scene, talk: Talk, value: list[str | int]) -> Pressed:
    """Turn to the next page of a menu."""
    menu, start = value
    return Pressed(replace(talk, answers=talk.answers | {FROM: start}), go(str(menu)))
