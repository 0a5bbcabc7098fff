"""How a call can end, in words: what an agent chooses, and what a card tells of earlier calls."""

from queueing import EarlierCall

BOOKED, BROKE_OFF = "booked", "dropped"
OUTCOMES = {  # what an agent can truly have done
    BOOKED: "Booked",
    "changed": "Appointment changed",
    "cancelled": "Appointment cancelled",
    "waiting_list": "On the waiting list",
    "information": "Information given",
    "not_eligible": "Not eligible yet",
    "nobody": "Wrong number, or nobody spoke",
    BROKE_OFF: "Call broke off",
}
OTHERWISE = {
    "transferred": "Passed on",  # only old rows have it
    "none_given": "No outcome given",
    "booked": "Booked by touch-tone",
    "broke_off": "Call broke off",
    "no_outcome": "The caller was gone, and no outcome was given",
    "passed_on": "Passed on",
    "handing": "Offered to a colleague",
    "left": "Left the line",
    "lapsed": "Did not call again in time",
}


def outcome(call: EarlierCall) -> str:
    """Say how an earlier call ended."""
    if call.kind == "done":
        return OUTCOMES.get(call.outcome) or OTHERWISE.get(call.outcome, call.outcome)
    return OTHERWISE.get(call.kind, call.kind)
