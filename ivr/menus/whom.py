"""Who the appointment is for."""

from ivr.menu import Menu
from ivr.talk import Choice, do

MENU = Menu(
    name="whom",
    greet="whom-greet",
    choices=(
        Choice("1", "whom-self", do("whom", "self")),
        Choice("2", "whom-other", do("whom", "other")),
        Choice("3", "whom-several", do("whom", "several")),
    ),
)
