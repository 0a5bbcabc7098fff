"""The floor: the shortest Flask that could stand in the product's place, served by the same server.

`/wait` checks the signature, runs the wait loop's own script and answers a constant document; `/join` asks
the SQL of a join by the bare driver too. Both are recorded of the product when this process starts.
"""

from itertools import count

from flask import Flask, Response, abort, request
from twilio.request_validator import RequestValidator

from ivr import VoiceSettings, create_app
from queueing import connect
from scripts.measures.sql.driver import Driver
from scripts.measures.sql.replay import Known, NotThere
from scripts.measures.webhooks.callers import HEADER
from scripts.measures.webhooks.sample import sample

settings = VoiceSettings.load()
validator = RequestValidator(settings.twilio_auth_token.get_secret_value())
redis, driver = connect(settings), Driver(settings.sql_url)
known = sample(create_app(settings), settings)
turns = count()
app = Flask("floor")


@app.post("/wait")
def wait() -> Response:
    """Answer a round of the wait loop."""
    see_that_signed()
    known.wait_for(redis, request.args["place"], f"0.{next(turns)}.0")
    return Response(known.waiting, mimetype="text/xml")


@app.post("/join")
def join() -> Response:
    """Answer the key that joins the line."""
    see_that_signed()
    given = {"call": request.form["CallSid"], "phone": request.form["From"]}
    known.put_for(redis, _joined(given))
    return Response(known.joined, mimetype="text/xml")


@app.post("/nothing")
def nothing() -> Response:
    """Answer without a look: what is left is the server's and the generator's own."""
    return Response(known.waiting, mimetype="text/xml")


def _joined(given: dict[str, str]) -> Known:
    try:
        return driver.run(lambda cursor: known.join.run(cursor, given))
    except NotThere:  # two drew one key
        return driver.run(lambda cursor: known.join.run(cursor, given))


def see_that_signed() -> None:
    """Refuse what the carrier did not sign."""
    address = settings.public_base_url + request.full_path.rstrip("?")
    if not validator.validate(address, request.form, request.headers.get(HEADER, "")):
        abort(403)
