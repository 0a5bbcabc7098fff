"""What became of one person on a morning, under whichever policy; the rows that figures and reports read."""

from dataclasses import dataclass, field

UNEXPLAINED = "unexplained"


@dataclass(slots=True)
class Outcome:
    """Times in seconds from the scenario's start; None where it did not happen."""

    person: int
    first_try: float
    dials: int = 0  # from all telephones that dialled for them
    wasted: int = 0  # of these: busy, cut off, or ended with nothing
    on_phone: float = 0.0  # seconds, all telephones together
    reached: float | None = None  # the first time that something but a busy tone answered
    key: int | None = None  # of their place, where the policy has such a thing
    wish: str = ""  # places of one wish are served by key
    promised: float | None = None  # when a callback was promised
    kept: float | None = None  # when it was kept
    served: float | None = None  # when units were held for them, or an agent answered
    serial: int = 0  # of that in the ledger: the order of turns that one look of the clock gave
    by: str = ""  # keypad, agent, callback
    booked: float | None = None
    units: int = 0
    clinic: str = ""
    clinic_region: str = ""
    told: str = (
        ""  # what they know at the end of the morning: booked, promise, waiting list, next release, nothing
    )
    told_at: float | None = None
    reasons: list[str] = field(default_factory=list)  # of every time that somebody later went before them
