"""Webhooks as the carrier sends them, at the product and at the least that could stand in its place."""
