"""A webhook that comes a second time lets go of the times that were held for its caller."""

from unittest.mock import patch

from ivr.conversation import Conversations
from ivr.talk import Talk


def broken():
    return patch.object(Conversations, "step", _step(Conversations.step))


def _step(step):
    def stepped(self, tx, call, number, keys, now, **heard):
        from ivr.conversation import _locked  # noqa: PLC0415

        row = _locked(tx, call)
        if row is not None and number < row.number:
            self.bookings.release(tx, self._scene(tx, row, call, now).party(Talk.read(row.state)), now)
        return step(self, tx, call, number, keys, now, **heard)

    return stepped
