"""What keys do, by name: the names are what menus, and the choices kept with a call, refer to."""

from collections.abc import Callable, Mapping
from typing import Any

from ivr.actions import line, opening, pages, tickets, times, where
from ivr.menu import Pressed
from ivr.scene import Found, Scene
from ivr.talk import Talk

ACTIONS: Mapping[str, Callable[[Scene, Talk, Any], Pressed]] = {
    "language": opening.language,
    "resume": line.resume,
    "book": opening.book,
    "ticket": tickets.ticket,
    "ticket_birth": tickets.ticket_birth,
    "whom": opening.whom,
    "birth_date": opening.birth_date,
    "more": pages.more,
    "region": where.region,
    "clinic": where.clinic,
    "invitation_code": where.invitation_code,
    "others": times.others,
    "look_again": times.look_again,
    "confirm": times.confirm,
    "text_reference": times.text_reference,
    "person": line.person,
    "leave": line.leave,
    "goodbye": line.goodbye,
}

LIVE: Mapping[str, Callable[[Scene, Talk], Found]] = {
    "held_places": opening.held_places,
    "birth_words": opening.birth_words,
    "birth_read_back": opening.birth_read_back,
    "regions": where.regions,
    "clinics": where.clinics,
    "why_nothing": where.why_nothing,
    "times": times.times,
    "appointment": times.appointment,
    "own_number": times.own_number,
    "ticket": line.ticket,
}
