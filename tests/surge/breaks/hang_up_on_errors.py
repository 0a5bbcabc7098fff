"""A caller who comes while the database or Redis is away is hung up on."""

from unittest.mock import patch

from flask import Response

from ivr import app, errors
from ivr.parts import parts


def broken():
    return patch.object(errors, "delayed", lambda _: Response(parts().twiml.hangup(), mimetype="text/xml"))


assert app.create_app  # it registers what `errors` has by then
