"""What somebody whom we rang to tell something can say: it is for me, it is not, I will come."""

from dataclasses import replace

from booking_core import Changes
from ivr.actions.answers import keep
from ivr.actions.manage import MOVING, managed
from ivr.menu import Pressed
from ivr.scene import Found, Scene
from ivr.talk import Line, Talk, go


def heard_notice(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Ask for the birth date: only then is said what it is about."""
    return Pressed(talk, go("manage_birth"), (Line("notice-why"),))


def not_for_me(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Apologise, and never ring this number again."""
    if scene.call.phone is not None:
        scene.touched.extend(scene.places.callbacks.no_calls(scene.tx, scene.call.phone, scene.now))
    return Pressed(talk, go("callback_over"), (Line("notice-no-more"),))


def reminded(scene: Scene, talk: Talk) -> Found:
    """Say what they have, the second appointments too: it may be that one which is tomorrow."""
    found = managed(scene, talk)
    if isinstance(found, Pressed):
        return found
    seconds = sorted({each["second"] for each in talk.answers["bookings"] if each["second"]})
    return replace(found, heads=(*found.heads, *(Line("second-when", {"when": when}) for when in seconds)))


def coming(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Note that they will come."""
    Changes(scene.bookings.channel).coming(scene.tx, talk.answers[MOVING], scene.now)
    return Pressed(keep(talk), go("farewell"), (Line("reminded-thanks"),))
