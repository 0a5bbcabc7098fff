"""Where: regions and clinics in which all these people may book, and the invitation codes."""

from collections.abc import Sequence
from datetime import date

from booking_core import OpenClinic, Person, Region, campaign_of, invited, is_spoken_number
from ivr.actions.answers import with_answers, without_answers
from ivr.actions.pages import page
from ivr.actions.people import PEOPLE, people, read_back, wrong_date
from ivr.menu import Pressed, wrong
from ivr.menus import nothing_now
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go


def regions(scene: Scene, talk: Talk) -> Found:
    """Offer the regions with something for these people; a single one is not asked about."""
    if not people(talk):
        return Pressed(talk, go("whom"))
    found, check = named(scene, talk), read_back(talk)
    if not found:
        return Pressed(without_answers(talk, "region", "clinic"), go("nothing_now"), check)
    if len(found) == 1:
        return _only(talk, found[0], check)
    choices = [Choice("", "region-choice", do("region", [r.id, r.name]), {"region": r.name}) for r in found]
    talk, shown = page(talk, "region", choices, last=Choice("", "region-anywhere", do("region", [None, ""])))
    return Shown(talk, (*check, Line("region-greet")), (*shown, *wrong_date(check)))


def named(scene: Scene, talk: Talk) -> list[Region]:
    """Return the regions to choose among: those that open later too, for whoever lives there waits for them.

    While nothing at all is open to these people there are none: they hear when something is.
    """
    releases, asked = scene.bookings.releases, (scene.people(talk), scene.books_at())
    if not releases.regions(scene.tx, *asked):
        return []
    return releases.regions(scene.tx, *asked, coming=True)


def clinics(scene: Scene, talk: Talk) -> Found:
    """Offer the clinics where everybody fits, or where something is held for them; one is not asked about."""
    held = scene.bookings.held(scene.tx, scene.party(talk))
    there = None if held is None else held.clinic.id
    found = [each for each in _clinics(scene, talk) if each.clinic.id == there or _fits(each, talk)]
    if not found and held is not None:  # in another region than they ask for now: it is theirs still
        found = [OpenClinic(held.clinic, 0, asks_code=False)]
    if not found:
        return Pressed(talk, do("move_here" if "moving" in talk.answers else "wished"))
    choices = [_choice(each) for each in found]
    if len(found) == 1:
        return Pressed(talk, choices[0].step)
    talk, shown = page(talk, "clinic", choices)
    return Shown(talk, choices=tuple(shown))


def clinic(_scene: Scene, talk: Talk, value: list[int | str | bool]) -> Pressed:
    """Take a clinic; codes are asked only where they are needed, and only once."""
    talk = without_answers(with_answers(talk, clinic=value[0], clinic_name=value[1]), "after")
    return Pressed(talk, go("code" if value[2] and _without_code(talk) is not None else "times"))


def asks_codes(scene: Scene, talk: Talk) -> bool:
    """Tell whether all that is there for these people, or else is to come, asks a code not given yet."""
    found = _clinics(scene, talk) or _clinics(scene, talk, coming=True)
    return bool(found) and all(each.asks_code for each in found) and _without_code(talk) is not None


def code_words(_scene: Scene, talk: Talk) -> Shown:
    several = len(people(talk)) > 1
    nth = (_without_code(talk) or 0) + 1
    return Shown(talk, (Line("code-nth", {"count": nth}) if several else Line("code-greet"),))


def invitation_code(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Judge a code by its check digit, then by the birth date it was sent to."""
    if not is_spoken_number(digits):
        return wrong(talk, Line("code-mistyped"))
    at, known = _without_code(talk) or 0, people(talk)
    if not invited(scene.tx, digits, date.fromisoformat(known[at]["birth_date"])):
        return wrong(talk, Line("code-unknown"))
    known[at] = known[at] | {"code": digits}
    talk = with_answers(talk, **{PEOPLE: known})
    if _without_code(talk) is not None:
        return Pressed(talk, go("code"))
    return Pressed(talk, go("times") if "clinic" in talk.answers else do("wished"))


def why_nothing(scene: Scene, talk: Talk) -> Shown:
    """Say honestly who can book now, and when something opens next, in the campaign's own time."""
    everybody = scene.people(talk)
    born = scene.bookings.releases.born_until(scene.tx, everybody, scene.now)
    who = (Line("nothing-who", {"birth": born.isoformat()}),) if born else ()
    if born and not scene.bookings.releases.has_any_for(scene.tx, everybody):
        return Shown(talk, (Line("nothing-now"), *who), nothing_now.FOR_OTHERS)
    return Shown(talk, (Line("nothing-now"), *who, next_opening(scene, everybody)))


def anywhere(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Wait for whatever becomes free, wherever it is."""
    return Pressed(with_answers(talk, region=None, region_name=""), do("wished"))


def next_opening(scene: Scene, everybody: Sequence[Person]) -> Line:
    """Say when the next release opens to all these people."""
    coming = scene.bookings.releases.next_release(scene.tx, everybody, scene.now)
    campaign = campaign_of(scene.tx)
    if coming is None or campaign is None:
        return Line("nothing-known")
    return Line("nothing-until", {"when": coming.opens_at.astimezone(campaign.zone).isoformat()})


def _clinics(scene: Scene, talk: Talk, *, coming: bool = False) -> list[OpenClinic]:
    region_id, releases = talk.answers.get("region"), scene.bookings.releases
    return releases.clinics(scene.tx, region_id, scene.people(talk), scene.books_at(), coming=coming)


def _only(talk: Talk, only: Region, check: tuple[Line, ...]) -> Found:
    """Name the only region there is; with a birth date that is read back, only that is asked about."""
    step = do("region", [only.id, only.name])
    if check:
        return Shown(talk, check, (Choice("1", "right", step), Choice("2", "again", go("birth"))))
    return Pressed(talk, step, (Line("region-only", {"region": only.name}),))


def _fits(each: OpenClinic, talk: Talk) -> bool:
    return each.open_units >= len(people(talk))


def _choice(each: OpenClinic) -> Choice:
    at = each.clinic
    step = do("clinic", [at.id, at.name, each.asks_code])
    return Choice("", "clinic-choice", step, {"clinic": at.name, "address": at.address})


def _without_code(talk: Talk) -> int | None:
    """Return the first person who has given no code."""
    return next((at for at, each in enumerate(people(talk)) if not each["code"]), None)
