"""What can be heard of the line before anybody joins it: nothing is written, and no place is given."""

from datetime import timedelta

from ivr.actions.hours import local, paused
from ivr.menu import Pressed
from ivr.news import outlook
from ivr.scene import Found, Scene, Shown
from ivr.talk import Line, Talk, go
from queueing import LineAway, LineState

A_DAY = timedelta(days=1)


def how_long(scene: Scene, talk: Talk) -> Found:
    """Say until when the line is open, how long a person takes, and what is left to book."""
    state = scene.line_state()
    if not state.is_open:
        return Pressed(talk, go("closed"))
    return Shown(talk, (_open(scene, state), *paused(state), *_outlook(scene)))


def _open(scene: Scene, state: LineState) -> Line:
    """Return the close of today, and no other: its time is said without its day."""
    if state.until is None or state.until - scene.now >= A_DAY:
        return Line("how-long-open")
    return Line("how-long-until", {"until": local(scene, state.until)})


def _outlook(scene: Scene) -> tuple[Line, ...]:
    left = sum(each.open for each in scene.bookings.releases.left(scene.tx, scene.now))
    try:
        return outlook(scene.places.outlook(scene.tx, scene.call.sid, scene.now), left)
    except LineAway:  # a conversation needs only SQL
        return (Line("wait-or-more", {"least": 0}), Line("how-long-left", {"left": left}))
