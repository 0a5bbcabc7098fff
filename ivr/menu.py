"""Menus as data, and the pure interpreter: what a key means where the caller stands.

`0` is a person everywhere, `*` says it again (twice: slower), `9` goes one step back. Inside an entry every
digit is a digit: `*` starts the entry again, and a lone `0` or `9` is the person or the step back. Two
silences or three wrong answers lead to a person; nobody is hung up on. `7` is for who calls through a relay
service, whose operator types: twice the time, and a desk kept before we ring; another 7 takes it back.
"""

from dataclasses import dataclass, replace

from ivr.talk import LANGUAGES, Choice, Line, Step, Talk, do, go

PERSON, TWICE = do("person"), do("relay")
HELPED = do("person", "helped")  # after silences or mistakes: it is said who helps, or that nobody is there
FOR_ALL = do("person", "for all")  # the same, in every language
CHOOSE, TYPE, PEN = 10, 15, 60  # seconds of patience
SILENCES, WRONGS = 2, 3
BACK, RELAY = "9", "7"
IN_ENTRIES = ("0", BACK, "*")
RESERVED = (*IN_ENTRIES, RELAY)


@dataclass(frozen=True, slots=True)
class Entry:
    """So many digits, and the action that judges them."""

    length: int
    then: str


@dataclass(frozen=True, slots=True)
class Menu:
    """One question: what is said, what may be pressed, and what silence means.

    `live` names what finds the words and choices when the menu is entered, and `says` the prompts it may use.
    `silent` is where silence leads, after so many `rounds`, for menus that only tell something. `ends` is
    `line` for the wait loop, `desk` for an agent, `goodbye` for a hang-up. `first` begins a call of ours: 9
    leads back nowhere, and may mean something else. `polyglot` is for who has not chosen a language yet.
    """

    name: str
    greet: str = ""
    choices: tuple[Choice, ...] = ()
    says: tuple[str, ...] = ()
    live: str = ""
    entry: Entry | None = None
    patience: int = CHOOSE
    silent: Step | None = None
    rounds: int = 1
    fresh: bool = False
    first: bool = False
    polyglot: bool = False
    ends: str = ""


@dataclass(frozen=True, slots=True)
class Pressed:
    """What came of a key: the talk as it is now, the step to take (None: ask again), what to say first."""

    talk: Talk
    step: Step | None = None
    lines: tuple[Line, ...] = ()


def press(menu: Menu, talk: Talk, keys: str) -> Pressed:
    """Judge the keys by the menu and by the choices that this caller was read."""
    pressed = _judged(menu, talk, keys)
    return _for_all(pressed) if menu.polyglot else pressed


def _for_all(pressed: Pressed) -> Pressed:
    """Say only what leads on, in every language: the menu asks again in all of them by itself."""
    if pressed.step == TWICE:
        return Pressed(replace(pressed.talk, relay=not pressed.talk.relay))
    if pressed.step == HELPED:
        return replace(pressed, step=FOR_ALL)
    lines = pressed.lines if pressed.step is not None else ()
    return replace(pressed, lines=tuple(replace(line, language=each) for line in lines for each in LANGUAGES))


def _judged(menu: Menu, talk: Talk, keys: str) -> Pressed:
    if menu.entry is not None:
        return _typed(menu, menu.entry, talk, keys)
    if not keys:
        return _silence(menu, talk)
    if keys in RESERVED and not (menu.first and keys == BACK):
        return _reserved(talk, keys)
    for choice in talk.choices:
        if choice.key == keys:
            return Pressed(talk, choice.step)
    return wrong(talk, Line("wrong-key"))


def wrong(talk: Talk, line: Line) -> Pressed:
    """Ask again with a kind word; the third time, a person."""
    talk = replace(talk, wrongs=talk.wrongs + 1, typed="", stars=0)
    if talk.wrongs >= WRONGS:
        return Pressed(talk, HELPED)
    return Pressed(talk, None, (line,))


def entered(talk: Talk, menu: Menu, heads: tuple[Line, ...], choices: tuple[Choice, ...]) -> Talk:
    """Stand the caller at a menu; a step back retraces the trail."""
    if talk.menu in (menu.name, ""):
        trail = talk.trail
    elif menu.name in talk.trail:
        trail = talk.trail[: talk.trail.index(menu.name)]
    else:
        trail = (*talk.trail, talk.menu)
    return replace(
        talk,
        menu=menu.name,
        heads=heads,
        choices=choices,
        trail=() if menu.fresh else trail,
        silences=0,
        wrongs=talk.wrongs if menu.name == talk.menu else 0,
        stars=0,
        typed="",
    )


def _typed(menu: Menu, entry: Entry, talk: Talk, keys: str) -> Pressed:
    if not keys and not talk.typed:
        return _silence(menu, talk)
    if not talk.typed and keys in IN_ENTRIES:
        return _reserved(talk, keys)
    digits = (talk.typed + keys).rsplit("*", 1)[-1].removesuffix("#")
    if len(digits) == entry.length and digits.isascii() and digits.isdigit():
        return Pressed(replace(talk, typed="", silences=0), do(entry.then, digits))
    if "*" in keys and len(digits) < entry.length:
        kept = {"digits": digits, "count": entry.length - len(digits)}
        again = replace(talk, typed=digits, silences=0, stars=0)
        return Pressed(again, None, (Line("typed-so-far", kept),) if digits else ())
    return wrong(talk, Line("wrong-length", {"count": entry.length}))


def _silence(menu: Menu, talk: Talk) -> Pressed:
    talk = replace(talk, silences=talk.silences + 1, stars=0)
    if talk.silences >= (SILENCES if menu.silent is None else menu.rounds):
        return Pressed(talk, menu.silent or HELPED)
    return Pressed(talk, None, (Line("take-your-time"),))


def _reserved(talk: Talk, key: str) -> Pressed:
    if key == "0":
        return Pressed(talk, PERSON)
    if key == RELAY:
        return Pressed(talk, TWICE)
    if key == BACK:
        return Pressed(talk, go(talk.trail[-1])) if talk.trail else Pressed(talk, None, (Line("first-step"),))
    stars = talk.stars + 1
    return Pressed(replace(talk, stars=stars, slow=talk.slow or stars > 1, silences=0), None)
