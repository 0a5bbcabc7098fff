"""What somebody whom we rang to tell something can say: it is for me, it is not, I will come."""

from booking_core import Changes
from ivr.actions.answers import keep
from ivr.actions.manage import MOVING
from ivr.menu import Pressed
from ivr.scene import Scene
from ivr.talk import Line, Talk, go


def heard_notice(_scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Ask for the birth date: only then is said what it is about."""
    return Pressed(talk, go("manage_birth"), (Line("notice-why"),))


def not_for_me(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Apologise, and never ring this number again."""
    if scene.call.phone is not None:
        scene.touched.extend(scene.places.callbacks.no_calls(scene.tx, scene.call.phone, scene.now))
    return Pressed(talk, go("callback_over"), (Line("notice-no-more"),))


def coming(scene: Scene, talk: Talk, _value: None) -> Pressed:
    """Note that they will come."""
    Changes(scene.bookings.channel).coming(scene.tx, talk.answers[MOVING], scene.now)
    return Pressed(keep(talk), go("farewell"), (Line("reminded-thanks"),))
