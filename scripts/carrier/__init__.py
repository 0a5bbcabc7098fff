"""A phone network that behaves as Twilio does, for the demo and the tests."""
