"""Where: regions and clinics in which this person may book now, and the invitation code."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from booking_core import Person, campaign_of, invited, is_spoken_number
from ivr.actions.pages import page
from ivr.menu import Pressed, wrong
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go


def regions(scene: Scene, talk: Talk) -> Found:
    """Offer the regions with something for this person; a single one is not asked about."""
    if "birth_date" not in talk.answers:
        return Pressed(talk, go("whom"))
    found = scene.bookings.releases.regions(scene.tx, scene.people(talk), scene.now)
    if not found:
        return Pressed(_without(talk, "region", "clinic"), go("nothing_now"))
    if len(found) == 1:
        line = Line("region-only", {"region": found[0].name})
        return Pressed(_with(talk, region=found[0].id, region_name=found[0].name), go("clinic"), (line,))
    choices = [Choice("", "region-choice", do("region", [r.id, r.name]), {"region": r.name}) for r in found]
    talk, shown = page(talk, "region", choices)
    return Shown(talk, choices=tuple(shown))


def region(_scene: Scene, talk: Talk, value: list[int | str]) -> Pressed:
    return Pressed(_with(talk, region=value[0], region_name=value[1]), go("clinic"))


def clinics(scene: Scene, talk: Talk) -> Found:
    """Offer the clinics of the region; a single one is not asked about."""
    found = scene.bookings.releases.clinics(
        scene.tx, talk.answers.get("region"), scene.people(talk), scene.now
    )
    if not found:
        return Pressed(talk, go("region"), (Line("sold-out"),))
    choices = [
        Choice(
            "",
            "clinic-choice",
            do("clinic", [each.clinic.id, each.clinic.name, each.asks_code]),
            {"clinic": each.clinic.name, "address": each.clinic.address},
        )
        for each in found
    ]
    if len(found) == 1:
        line = Line("clinic-only", choices[0].words)
        return Pressed(talk, choices[0].step, (line,))
    talk, shown = page(talk, "clinic", choices)
    return Shown(talk, choices=tuple(shown))


def clinic(_scene: Scene, talk: Talk, value: list[int | str | bool]) -> Pressed:
    """Take a clinic; the code is asked only where it is needed, and only once."""
    talk = _without(_with(talk, clinic=value[0], clinic_name=value[1]), "after")
    return Pressed(talk, go("code" if value[2] and "code" not in talk.answers else "times"))


def invitation_code(scene: Scene, talk: Talk, digits: str) -> Pressed:
    """Judge a code by its check digit, then by the birth date it was sent to."""
    if not is_spoken_number(digits):
        return wrong(talk, Line("code-mistyped"))
    if not invited(scene.tx, digits, date.fromisoformat(talk.answers["birth_date"])):
        return wrong(talk, Line("code-unknown"))
    return Pressed(_with(talk, code=digits), go("times"))


def why_nothing(scene: Scene, talk: Talk) -> Shown:
    """Say honestly who can book now, and when something opens next, in the campaign's own time."""
    people = scene.people(talk)
    born = scene.bookings.releases.born_until(scene.tx, people, scene.now)
    who = (Line("nothing-who", {"birth": born.isoformat()}),) if born else ()
    return Shown(talk, (Line("nothing-now"), *who, _next_opening(scene, people)))


def _next_opening(scene: Scene, people: Sequence[Person]) -> Line:
    coming = scene.bookings.releases.next_release(scene.tx, people, scene.now)
    campaign = campaign_of(scene.tx)
    if coming is None or campaign is None:
        return Line("nothing-known")
    return Line("nothing-until", {"when": coming.opens_at.astimezone(campaign.zone).isoformat()})


def _with(talk: Talk, **answers: object) -> Talk:
    return replace(talk, answers=talk.answers | answers)


def _without(talk: Talk, *names: str) -> Talk:
    return replace(talk, answers={name: value for name, value in talk.answers.items() if name not in names})
