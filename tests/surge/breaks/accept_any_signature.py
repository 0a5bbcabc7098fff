"""Webhooks are believed without the carrier's signature."""

from unittest.mock import patch

from ivr.signature import Signature


def broken():
    return patch.object(Signature, "holds", lambda *_: True)
