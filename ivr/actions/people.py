"""For whom: one person, or up to five together, each by a birth date that is read back on its own."""

from datetime import date
from typing import Any

from ivr.actions.answers import keep, with_answers
from ivr.menu import PERSON, Pressed, wrong
from ivr.scene import Scene, Shown
from ivr.talk import Choice, Line, Talk, go
from queueing import people as wished

OLDEST = 125
PEOPLE, COUNT, TYPED = "people", "count", "typed_birth"
SEVERAL = "several"


def whom(_scene: Scene, talk: Talk, value: str) -> Pressed:
    """Begin anew; what was answered for another does not hang over."""
    talk = with_answers(keep(talk), whom=value, **{PEOPLE: [], COUNT: 1})
    return Pressed(talk, go("how_many" if value == SEVERAL else "birth"))


def how_many(_scene: Scene, talk: Talk, value: int) -> Pressed:
    return Pressed(with_answers(talk, **{PEOPLE: [], COUNT: value}), go("birth"))


def birth_words(_scene: Scene, talk: Talk) -> Shown:
    example = Line("birth-example", {"digits": "19340309"})
    if talk.answers.get(COUNT, 1) > 1:
        return Shown(talk, (Line("birth-nth", {"count": len(_others(talk)) + 1}), example))
    return Shown(
        talk, (Line("birth-other" if talk.answers.get("whom") == "other" else "birth-self"), example)
    )


def birth_date(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Take a date that can be somebody's birth date, and nobody's of this party yet."""
    born = born_on(digits, scene.now.date())
    if isinstance(born, Line):
        return wrong(talk, born)
    if any(each["birth_date"] == born.isoformat() for each in _others(talk)):
        return Pressed(talk, PERSON, (Line("birth-twice"),))  # twins are told apart by a person
    talk = with_answers(talk, **{TYPED: born.isoformat()})
    if is_alone(talk) and not scene.line_state().is_open:
        return birth_right(scene, talk, None)  # a registration is short: it is read back with what follows
    return Pressed(talk, go("birth_check"))


def birth_read_back(_scene: Scene, talk: Talk) -> Shown:
    return Shown(talk, (Line("birth-check", {"birth": talk.answers[TYPED]}),))


def birth_right(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Add this person, and ask for the next, or where they would like to go."""
    known = [*_others(talk), {"birth_date": talk.answers[TYPED], "code": None}]
    talk = with_answers(talk, **{PEOPLE: known})
    return Pressed(talk, go("birth" if is_incomplete(talk) else "near"))


def read_back(talk: Talk) -> tuple[Line, ...]:
    """Read the birth date of a registration back, which was not asked about by itself."""
    if talk.menu != "birth" or not is_alone(talk):
        return ()
    return (Line("birth-check", {"birth": people(talk)[0]["birth_date"]}),)


def wrong_date(check: tuple[Line, ...]) -> tuple[Choice, ...]:
    """Say, after a date that was read back with another question, how it is entered again."""
    return (Choice("9", "birth-wrong", go("birth")),) if check else ()


def is_alone(talk: Talk) -> bool:
    """Tell whether the appointment is for one person."""
    return bool(talk.answers.get(COUNT, 1) == 1)


def is_incomplete(talk: Talk) -> bool:
    """Tell whether somebody of the party is still to be named."""
    return bool(len(people(talk)) < talk.answers.get(COUNT, 1))


def _others(talk: Talk) -> list[dict[str, Any]]:
    """Return whom a date is added to; after a step back the last one's is entered anew."""
    return people(talk)[: talk.answers.get(COUNT, 1) - 1]


def people(talk: Talk) -> list[dict[str, Any]]:
    """Return those who have been named so far: `{"birth_date": ISO, "code": str | None}` each."""
    return [dict(each) for each in wished(talk.answers)]


def born_on(digits: str, today: date) -> date | Line:
    """Return the day that eight digits mean, or what to say where nobody can have been born on it."""
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return Line("birth-impossible")
    if born > today:
        return Line("birth-future")
    return born if today.year - OLDEST <= born.year else Line("birth-impossible")
