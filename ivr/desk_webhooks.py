"""Where callers and agents meet: the desk's own leg, the caller who is led to it, and what follows."""

from flask import Blueprint, Response, request

from ivr import addresses, asked
from ivr.parts import parts
from ivr.talk import Line, do, go
from ivr.webhooks import lead, reply

desks = Blueprint("desks", __name__, url_prefix="/voice")

SERVED = frozenset({"done", "left", "stopped"})


@desks.post("/desk")
def desk() -> Response:
    """Lead the desk's own telephone to the conference where it belongs now."""
    agent, attempt = request.args["agent"], int(request.args["attempt"])
    call_sid, now = asked.call().sid, parts().clock.now()
    state = parts().desks.state(agent)
    if state is not None and state.rings == attempt:  # an older call is not the desk's any more
        parts().desks.leg_up(agent, call_sid, now)
    seat = parts().desks.seated(agent, call_sid, now)
    if seat is None:
        return asked.xml(parts().twiml.hangup())  # it was called off while it rang
    return asked.xml(
        parts().twiml.desk(
            seat.room, addresses.desk(agent, attempt), ends=seat.ends, is_own=seat.host is None
        )
    )


@desks.post("/desk/status")
def desk_status() -> Response:
    """Note that the desk's leg has ended; an attempt that is not the newest says nothing."""
    agent, attempt = request.args["agent"], int(request.args["attempt"])
    state, now = parts().desks.state(agent), parts().clock.now()
    if asked.is_over() and state is not None and state.rings == attempt:
        parts().desks.leg_down(agent, asked.call().sid, now)  # which owes its caller the way back
    return asked.noted()


@desks.post("/desk/test")
def phone_test() -> Response:
    """Say a sentence on the phone that is tested."""
    agent, attempt = request.args["agent"], int(request.args["attempt"])
    then = addresses.phone_tested(agent, attempt)
    return asked.xml(parts().twiml.later(Line("desk-test"), asked.language(), then, seconds=1))


@desks.post("/desk/tested")
def phone_tested() -> Response:
    """Note that the sentence was heard to its end; a phone that has a desk goes back to it."""
    agent, attempt = request.args["agent"], int(request.args["attempt"])
    desk = parts().desks.phone_tested(agent, attempt, "works", parts().clock.now())
    if desk is None or desk.call_sid != asked.call().sid:
        return asked.xml(parts().twiml.hangup())
    return asked.xml(parts().twiml.redirect(addresses.desk(agent, desk.rings)))


@desks.post("/desk/test/status")
def phone_test_status() -> Response:
    """Note why a phone does not work; one that was picked up and put down in the test was cut."""
    agent, attempt = request.args["agent"], int(request.args["attempt"])
    word = request.form.get("CallStatus", "")
    if asked.is_over():
        result = "cut" if word == "completed" else word
        parts().desks.phone_tested(agent, attempt, result, parts().clock.now())
    return asked.noted()


@desks.post("/guest/status")
def guest_status() -> Response:
    """Note that a guest has answered, or is gone."""
    agent, attempt, now = request.args["agent"], int(request.args["attempt"]), parts().clock.now()
    if asked.is_over():
        parts().desks.guest_gone(agent, attempt, now)
    else:
        parts().desks.guest_answered(agent, attempt, now)
    return asked.noted()


@desks.post("/connect")
def connect() -> Response:
    """Lead the caller to the desk that took them; whoever is not expected there goes on waiting."""
    place, agent, call = int(request.args["place"]), request.args["agent"], asked.call()
    desk = parts().desks.state(agent)
    if desk is None or parts().desks.connected(place, call.sid, parts().clock.now()) is None:
        return asked.xml(parts().twiml.redirect(addresses.here(asked.language())))
    return reply(lambda tx, now: parts().calls.connect(tx, call, place, desk.conference, now))


@desks.post("/after")
def after() -> Response:
    """Thank a caller who was served; lead one who was not, or is passed on, back to their key."""
    if asked.is_over():
        return asked.xml(parts().twiml.hangup())
    place_id = int(request.args["place"])
    place = parts().desks.returned(place_id, asked.call().sid, parts().clock.now())
    if place is None or place.state in SERVED:
        return lead(do("goodbye"), at="connected")
    says = Line("passed-on" if place.why == "passed_on" else "returned")
    return lead(go("joined"), says, at="connected", language=place.language)


@desks.post("/goodbye")
def goodbye() -> Response:
    """Say goodbye to a caller whose agent has finished."""
    return lead(go("goodbye"))  # the place is closed by now, or kept for a redial


@desks.post("/hold")
def hold() -> Response:
    """Fill the moment before the agent's voice."""
    return asked.xml(parts().twiml.music(Line("wait-connecting"), asked.language()))


@desks.post("/on-hold")
def on_hold() -> Response:
    """Fill the time for which the agent has put the caller on hold."""
    return asked.xml(parts().twiml.music(Line("on-hold"), asked.language()))
