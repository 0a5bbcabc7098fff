"""The caller hears what an uncommitted transaction came to; stored is what a second one comes to."""

from contextlib import suppress
from unittest.mock import patch

from ivr import asked, webhooks
from ivr.parts import parts
from queueing import LineAway
from scripts.mornings.troubles.effects import Died


def broken():
    return patch.object(webhooks, "reply", _reply)


def _reply(work):
    now, database = parts().clock.now(), parts().database
    with database.engine.connect() as look:
        spoken = work(look, now)
        look.rollback()
    with suppress(Died, Exception):
        for place in database.run(lambda tx: work(tx, now)).touched:
            with suppress(LineAway):
                parts().places.publish(place, now)
    return asked.xml(spoken.text)
