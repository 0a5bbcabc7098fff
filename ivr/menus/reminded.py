"""Tomorrow's appointment, told the day before: they come, or somebody else may have it."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="reminded",
    live="managed",
    choices=(
        Choice("1", "reminded-come", do("coming")),
        Choice("2", "manage-change", go("move")),
        Choice("3", "manage-cancel", go("cancel")),
        Choice("0", "main-person", do("person")),
    ),
    fresh=True,
)
