"""Reservations by many clients at once, as the product makes them and by the bare driver."""
