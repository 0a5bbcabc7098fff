"""Where a call stands: at a place, or at none, and what its caller has said that a place is to wait for."""

from ivr.actions.answers import with_answers, without_answers
from ivr.scene import NUMBER, Scene
from ivr.talk import Talk
from queueing import RELAY, Place, is_through_relay

# What an agent may see of what the caller has already answered.
WISH = ("whom", "people", "typed_birth", "region", "region_name", "clinic", "clinic_name", "booking")


def stood(scene: Scene, talk: Talk, place: Place) -> Talk:
    """Stand the caller at a place, which is published after the commit; it learns of a relay service."""
    if talk.relay and not is_through_relay(place.wish):
        place = scene.places.wish(scene.tx, place.id, place.wish | {RELAY: True}, scene.now) or place
    scene.touched.append(place)
    elsewhere = {} if place.phone == scene.call.phone else {NUMBER: place.phone}
    relay = is_through_relay(place.wish)
    return with_answers(talk.but(place=place.id, relay=relay), ticket=place.ticket, **elsewhere)


def placeless(talk: Talk) -> Talk:
    """Let the call go on without a place."""
    return without_answers(talk.but(place=None), "ticket", NUMBER)


def wish_of(talk: Talk) -> dict[str, object]:
    """Return what a place is to wait for, as far as it was answered."""
    relay = {RELAY: True} if talk.relay else {}
    return {name: talk.answers[name] for name in WISH if name in talk.answers} | relay
