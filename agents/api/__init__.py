"""The JSON API: the same desk and the same bookings, for programs."""
