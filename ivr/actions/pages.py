"""Long lists, three at a time and then more: nobody keeps five options in mind."""

from collections.abc import Sequence
from dataclasses import replace

from ivr.menu import Pressed
from ivr.scene import Scene
from ivr.talk import Choice, Talk, do, go

A_PAGE = 3
FROM = "from"


def page(talk: Talk, menu: str, choices: Sequence[Choice], most: int = A_PAGE) -> tuple[Talk, list[Choice]]:
    """Give keys to the choices of the current page; where there are others, the last key leads to them."""
    start = talk.answers.get(FROM, 0)
    start = start if start < len(choices) else 0
    shown = [replace(each, key=str(at)) for at, each in enumerate(choices[start : start + most], start=1)]
    if len(choices) > most:
        shown.append(Choice(str(len(shown) + 1), "more", do("more", [menu, start + most])))
    answers = {name: value for name, value in talk.answers.items() if name != FROM}
    return replace(talk, answers=answers), shown


def more(_scene: Scene, talk: Talk, value: list[str | int]) -> Pressed:
    """Turn to the next page of a menu."""
    menu, start = value
    return Pressed(replace(talk, answers=talk.answers | {FROM: start}), go(str(menu)))
