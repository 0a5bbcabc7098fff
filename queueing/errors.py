"""What can go wrong with the line; each docstring is the message."""


class LineAway(Exception):
    """The order cannot be read just now; every stored place is safe."""


class OrderNotWhole(LineAway):
    """The order has to be rebuilt from the ledger before it may be read."""


class UnknownCall(LookupError):
    """No such call has been opened."""


class PlaceClosed(Exception):
    """This place has come to its end and cannot be waited at any more."""


class TooManyPlaces(Exception):
    """This number holds as many places as one number may."""


class DeskNotReady(Exception):
    """The desk cannot do this in the state it is in."""
