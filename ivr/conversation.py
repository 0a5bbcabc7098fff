"""One call, step by step: each document has a number, and each step is one transaction with the row locked.

A step that was answered gets the same answer again; one older than the current document writes nothing and is
led to it. What a step touched in the line is published by the caller of this class, after the commit.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import Connection, bindparam, select, update

from booking_core import Bookings, Prepared, insert_once
from ivr import addresses
from ivr.actions import ACTIONS, LIVE
from ivr.document import show
from ivr.menu import Menu, Pressed, entered, press
from ivr.scene import Call, Scene, Shown
from ivr.tables import conversation
from ivr.talk import Line, Talk, do, go
from ivr.twiml import Twiml
from queueing import Hours, Place, Places

STEPS_AT_ONCE = 12  # actions and skipped menus between two documents; more is a ring in the tree
_ROW = conversation.c
_MINE = _ROW.call_sid == bindparam("call")
_SHOWN = (_ROW.number, _ROW.language, _ROW.phone, _ROW.state, _ROW.reply, _ROW.ended)
_HOLDS = Bookings.holding(_ROW.call_sid)
_CALL = select(*_SHOWN, _HOLDS).where(_MINE)
_THIS, _THIS_LOCKED = Prepared(_CALL), Prepared(_CALL.with_for_update())
_STORE, _END = Prepared(update(conversation).where(_MINE)), Prepared(update(conversation).where(_MINE))


@dataclass(frozen=True, slots=True)
class Reply:
    """The TwiML of a step, and the places to publish once it is committed."""

    text: str
    touched: tuple[Place, ...] = ()


class Stored(NamedTuple):
    """A call as it was left: its columns in `_SHOWN`, and whether units are held in its name."""

    number: int
    language: str
    phone: str | None
    state: dict[str, Any]
    reply: str
    ended: bool
    holds: bool


@dataclass(frozen=True, slots=True)
class Conversations:
    """All that callers say with their keys and hear from us."""

    tree: Mapping[str, Menu]
    twiml: Twiml
    bookings: Bookings
    places: Places
    hours: Hours
    ours: frozenset[str] = frozenset()  # numbers that lead to us: nobody is called back on them

    def begin(self, tx: Connection, call: Call, now: datetime) -> Reply:
        """Answer a new call; a duplicate of its first webhook hears the same."""
        fresh = {"number": 0, "language": "en", "phone": call.phone, "state": {}, "reply": "", "ended": False}
        if not insert_once(tx, conversation, call_sid=call.sid, updated_at=now, **fresh):
            return self.here(tx, call, first=True)
        self.places.open_leg(tx, call.sid, call.phone, now)
        scene = self._scene_of(tx, call, now)
        return self._go_on(scene, Pressed(Talk(), do("begin")), 0)

    def ring(self, tx: Connection, call: Call, talk: Talk, menu: str, now: datetime) -> Reply:
        """Begin at this menu with somebody whom we rang; asked twice, the same."""
        fresh = {"number": 0, "language": talk.language, "phone": call.phone, "state": {}, "reply": ""}
        if not insert_once(tx, conversation, call_sid=call.sid, updated_at=now, ended=False, **fresh):
            return self.here(tx, call, first=True)
        scene = self._scene_of(tx, call, now)
        return self._go_on(scene, Pressed(talk, go(menu)), 0)

    def step(self, tx: Connection, call: Call, number: int, keys: str, now: datetime, **heard: int) -> Reply:
        """Take the keys that answer document `number`; the wait loop tells how it was `heard`."""
        row = _locked(tx, call)
        if row is None:
            return Reply(self.twiml.later(Line("once-more"), "en", addresses.INCOMING, seconds=1))
        if row.ended:
            return Reply(self.twiml.hangup())
        if number == row.number - 1:
            return Reply(row.reply)
        if number != row.number:
            return Reply(self.twiml.redirect(addresses.here(row.language)))
        scene, talk = self._scene(tx, row, call, now), Talk.read(row.state).but(**heard)
        if row.holds or talk.place is not None:
            self.bookings.extend(tx, scene.party(talk), now)
        return self._go_on(scene, press(self.tree[talk.menu], talk, keys), row.number)

    def here(self, tx: Connection, call: Call, *, first: bool = False) -> Reply:
        """Say the current document again, whatever was missed; nothing is written."""
        row = _read(tx, call.sid)
        if row is None:
            return Reply(self.twiml.redirect(addresses.INCOMING))
        if row.ended:
            return Reply(self.twiml.hangup())
        if first and row.number > 1:
            return Reply(self.twiml.redirect(addresses.here(row.language)))
        return Reply(row.reply)

    def connect(self, tx: Connection, call: Call, place: int, room: str, now: datetime) -> Reply:
        """Lead a caller to a desk; asked twice, the same."""
        row = _locked(tx, call)
        if row is None or row.ended:
            return self.here(tx, call)
        scene, talk = self._scene(tx, row, call, now), Talk.read(row.state)
        text = self.twiml.connect(talk.language, place, room)
        if talk.menu == "connected" and row.reply == text:
            return Reply(text)
        talk, _ = self._follow(scene, Pressed(replace(talk, place=place), go("connected")))
        return self._store(scene, talk, row.number + 1, text)

    def lead(
        self, tx: Connection, call: Call, pressed: Callable[[Talk], Pressed], now: datetime, *, at: str = ""
    ) -> Reply:
        """Lead a caller on without a key; who no longer stands `at` that menu hears where they are."""
        row = _locked(tx, call)
        if row is None or row.ended:
            return self.here(tx, call)
        talk = Talk.read(row.state)
        if talk.menu == "goodbye" or (at and talk.menu != at):
            return Reply(row.reply)
        return self._go_on(self._scene(tx, row, call, now), pressed(talk), row.number)

    def stands(self, tx: Connection, call_sid: str, menu: str) -> bool:
        """Tell whether a call is up and stands at this menu."""
        row = _read(tx, call_sid)
        return row is not None and not row.ended and row.state["menu"] == menu

    def stood(self, tx: Connection, call_sid: str) -> str:
        """Return the menu that a call stands at, or stood at when it ended; none where nobody answered."""
        row = _read(tx, call_sid)
        return "" if row is None else str(row.state["menu"])

    def end(self, tx: Connection, call: Call, now: datetime) -> Reply:
        """Close a call: what was merely held is let go, what was booked stays, a place is kept."""
        _END.all(tx, call=call.sid, ended=True, updated_at=now)
        self.bookings.release(tx, call.sid, now)
        place = self.places.close_leg(tx, call.sid, now)
        return Reply("", (place,) if place else ())

    def _scene(self, tx: Connection, row: Stored, call: Call, now: datetime) -> Scene:
        # The caller's number is the one that the call began with: a call of ours has it at its other end.
        theirs = call if call.phone == row.phone else replace(call, phone=row.phone)
        return self._scene_of(tx, theirs, now, holds=row.holds)

    def _scene_of(self, tx: Connection, call: Call, now: datetime, *, holds: bool = False) -> Scene:
        return Scene(tx, now, call, self.bookings, self.places, self.hours, ours=self.ours, holds=holds)

    def _go_on(self, scene: Scene, pressed: Pressed, number: int) -> Reply:
        talk, lines = self._follow(scene, pressed)
        document = show(self.tree[talk.menu], talk, lines)
        text = self.twiml.write(document, talk, number + 1)
        return self._store(scene, talk, number + 1, text)

    def _follow(self, scene: Scene, pressed: Pressed) -> tuple[Talk, tuple[Line, ...]]:
        lines: tuple[Line, ...] = ()
        for _ in range(STEPS_AT_ONCE):
            lines += pressed.lines
            talk, step = pressed.talk, pressed.step
            if step is None:
                return talk, lines
            if step.action:
                pressed = ACTIONS[step.action](scene, talk, step.value)
                continue
            found = self._enter(scene, talk, self.tree[step.menu])
            if isinstance(found, Talk):
                return found, lines
            pressed = found
        raise RuntimeError(f"the menus go round in a ring at {pressed.step}")

    def _enter(self, scene: Scene, talk: Talk, menu: Menu) -> Talk | Pressed:
        found = LIVE[menu.live](scene, talk) if menu.live else Shown(talk)
        if isinstance(found, Pressed):
            return found
        heads = found.heads or ((Line(menu.greet),) if menu.greet else ())
        return entered(found.talk, menu, heads, found.choices or menu.choices)

    def _store(self, scene: Scene, talk: Talk, number: int, text: str) -> Reply:
        kept: dict[str, Any] = {"number": number, "language": talk.language, "reply": text}
        kept |= {"state": talk.stored(), "updated_at": scene.now}
        _STORE.all(scene.tx, call=scene.call.sid, **kept)
        return Reply(text, tuple(scene.touched))


def _read(tx: Connection, call_sid: str, statement: Prepared = _THIS) -> Stored | None:
    row = statement.first(tx, call=call_sid)
    return None if row is None else Stored(*row)


def _locked(tx: Connection, call: Call) -> Stored | None:
    return _read(tx, call.sid, _THIS_LOCKED)
