"""What may stand in the way of a booking; each is told kindly, with what there is already."""

from booking_core.claims import Booking


class AlreadyBooked(Exception):
    """This person has an appointment already."""

    def __init__(self, booking: Booking) -> None:
        super().__init__(AlreadyBooked.__doc__)
        self.booking = booking


class NotBooked(Exception):
    """This appointment is not there any more, or is over."""
