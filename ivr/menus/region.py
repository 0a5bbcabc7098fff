"""Where: only regions in which this person may book now."""

from ivr.menu import Menu

MENU = Menu(
    name="region",
    greet="region-greet",
    live="regions",
    says=("region-choice", "region-only", "region-anywhere", "birth-wrong", "more"),
)
