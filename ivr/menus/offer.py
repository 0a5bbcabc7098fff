"""A time of the waiting list is kept for them: it is taken, or left to somebody else."""

from ivr.menu import Menu
from ivr.talk import Choice, do

MENU = Menu(
    name="offer",
    live="offered",
    says=("offer-when", "appointment-place"),
    choices=(
        Choice("1", "offer-take", do("accept")),
        Choice("2", "offer-leave", do("decline")),
        Choice("0", "main-person", do("person")),
    ),
    fresh=True,
)
