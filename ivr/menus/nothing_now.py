"""This person may book nowhere at present: the honest sentence, and what can be done."""

from dataclasses import replace

from ivr.menu import Menu
from ivr.talk import Choice, do, go

OTHER_DATE = Choice("2", "nothing-other-date", go("birth"))
A_PERSON = Choice("0", "person-keeps-place", do("person"))
# Where nothing will ever open to them, nobody is asked to wait for it.
FOR_OTHERS = (replace(OTHER_DATE, key="1"), A_PERSON)
MENU = Menu(
    name="nothing_now",
    live="why_nothing",
    says=("nothing-now", "nothing-who", "nothing-until", "nothing-known"),
    choices=(
        Choice("1", "nothing-wait", do("anywhere")),
        OTHER_DATE,
        A_PERSON,
    ),
)
