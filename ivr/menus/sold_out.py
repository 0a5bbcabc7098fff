"""Nothing is left at this clinic; other clinics, another region, or a person who keeps a place."""

from ivr.menu import Menu
from ivr.talk import Choice, do, go

MENU = Menu(
    name="sold_out",
    greet="sold-out",
    choices=(
        Choice("1", "sold-out-clinics", go("clinic")),
        Choice("2", "sold-out-regions", go("region")),
        Choice("0", "person-keeps-place", do("person")),
    ),
)
