"""What can go wrong with the line; each docstring is the message."""


class LineAway(Exception):
    """The order cannot be read just now; every stored place is safe."""


class OrderNotWhole(LineAway):
    """The order has to be rebuilt from the ledger before it may be read."""


class UnknownCall(LookupError):
    """No such call has been opened."""


class PlaceClosed(Exception):
    """This place has come to its end and cannot be waited at any more."""


class PlaceInUse(Exception):
    """This place is in use on another telephone: whoever calls has to say whether it is theirs."""

    def __init__(self, place_id: int) -> None:
        super().__init__(PlaceInUse.__doc__)
        self.place_id = place_id


class TooManyTries(Exception):
    """Too many tickets were wrong: a person has to help."""


class NotWaiting(Exception):
    """Nobody waits at this place just now."""


class TooLongAHeadStart(ValueError):
    """A head start is at most fifteen minutes in all, and has a reason."""


class TooManyPlaces(Exception):
    """This number holds as many places as one number may."""


class DeskNotReady(Exception):
    """The desk cannot do this in the state it is in."""


class NumberRefused(ValueError):
    """We do not ring this number."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{NumberRefused.__doc__} ({reason})")
        self.reason = reason
