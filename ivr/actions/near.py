"""Near and far: the region a caller may be in is asked, never assumed; and where to go when it is full."""

from collections.abc import Mapping

from booking_core import Near, Nearer, Nearest, guess_region, nearest_to
from ivr.actions.answers import with_answers, without_answers
from ivr.actions.people import people, read_back, wrong_date
from ivr.actions.where import named
from ivr.menu import Pressed
from ivr.scene import Found, Scene, Shown
from ivr.talk import Choice, Line, Talk, do, go

OFFERS = 2  # regions farther away that are named
ASKED_ABOUT = frozenset({"full", "unopened"})  # what others merely look at is waited for


def near(scene: Scene, talk: Talk) -> Found:
    """Ask whether they are where their number says; who cannot be guessed is asked where they would go."""
    if not people(talk):
        return Pressed(talk, go("whom"))
    call = scene.call
    guess = guess_region(scene.tx, call.phone, call.city, call.province)
    there = {each.id for each in named(scene, talk)}
    if guess is None or guess.region_id not in there or len(there) == 1:
        return Pressed(talk, go("region"))
    yes = Choice("1", "near-yes", do("region", [guess.region_id, guess.region]))
    check = read_back(talk)
    heads = (*check, Line("near-greet", {"region": guess.region}))
    return Shown(talk, heads, (yes, Choice("2", "near-no", go("region")), *wrong_date(check)))


def region(scene: Scene, talk: Talk, value: list[int | str | None]) -> Pressed:
    """Take a region; one that is full is said to be so, with what is nearest."""
    talk = without_answers(with_answers(talk, region=value[0], region_name=value[1]), "clinic", "after")
    found = _nearest(scene, talk)
    if found is not None and found.offers and _why(found) is not None:
        return Pressed(talk, go("full"))
    return Pressed(talk, do("wished"))


def wish_region(_scene: Scene, talk: Talk, value: list[int | str]) -> Pressed:
    """Take a region as it is: they have heard how far it is, or that it is full."""
    return Pressed(with_answers(talk, region=value[0], region_name=value[1]), do("wished"))


def full(scene: Scene, talk: Talk) -> Found:
    """Say honestly that the nearest is full, what there is elsewhere and how far, and offer to wait."""
    found = _nearest(scene, talk)
    why = None if found is None else _why(found)
    if found is None or why is None:
        return Pressed(talk, do("wished"))
    home = [talk.answers["region"], found.home]
    wait = Choice("", "full-wait", do("wish_region", home), {"region": found.home})
    ids = {each.name: each.id for each in named(scene, talk)}
    choices = [*(_offer(each, ids) for each in _regions(found)), wait]
    return Shown(talk, (_said(why, scene),), tuple(_keyed(choices)))


def _nearest(scene: Scene, talk: Talk) -> Nearest | None:
    at = talk.answers.get("region")
    everybody, releases = scene.people(talk), scene.bookings.releases
    return None if at is None else nearest_to(scene.tx, releases, at, everybody, scene.books_at())


def _why(found: Nearest) -> Nearer | None:
    """Return why they cannot book in their own region, where it is worth asking what else they would do."""
    home = next((each for each in found.nearer if each.region == found.home), None)
    return home if home is not None and home.state in ASKED_ABOUT else None


def _said(why: Nearer, scene: Scene) -> Line:
    zone = scene.zone
    if why.opens_at is not None and zone is not None:
        when = why.opens_at.astimezone(zone).isoformat()
        return Line("full-until", {"region": why.region, "when": when})
    return Line("full-region", {"region": why.region})


def _regions(found: Nearest) -> list[Near]:
    """Return the first offer of each of the nearest regions."""
    first: dict[str, Near] = {}
    for each in found.offers:
        first.setdefault(each.clinic.clinic.region, each)
    return list(first.values())[:OFFERS]


def _offer(near: Near, ids: Mapping[str, int]) -> Choice:
    there = near.clinic.clinic.region
    step, words = do("wish_region", [ids[there], there]), {"region": there}
    if near.minutes is None:
        return Choice("", "region-choice", step, words)
    return Choice("", "full-near", step, words | {"travel": near.minutes})


def _keyed(choices: list[Choice]) -> list[Choice]:
    return [Choice(str(key), each.says, each.step, each.words) for key, each in enumerate(choices, start=1)]
