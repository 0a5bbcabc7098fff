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


class BadAnnouncement(ValueError):
    """What was written cannot be announced; the message says why."""


class NotWaiting(Exception):
    """Nobody waits at this place just now."""


class TooLongAHeadStart(ValueError):
    """A head start is at most fifteen minutes in all, and has a reason."""


class TooManyPlaces(Exception):
    """This number holds as many places as one number may."""


class RegistrationClosed(Exception):
    """Nobody can register for the draw just now."""


class WrongPeople(ValueError):
    """A registration is for one to five people, each with a birth date of their own."""


class NotKnown(Exception):
    """Whoever hides their number is entered in the draw by their invitation code only."""


class NoDraw(LookupError):
    """There is no draw of which this could be asked."""


class NoOpening(Exception):
    """No opening is known to which a place could be kept."""


class DeskNotReady(Exception):
    """The desk cannot do this in the state it is in."""


class NumberRefused(ValueError):
    """We do not ring this number."""

    def __init__(self, reason: str) -> None:
        super().__init__(f"{NumberRefused.__doc__} ({reason})")
        self.reason = reason
