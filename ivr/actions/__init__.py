"""What keys do, by name: the names are what menus, and the choices kept with a call, refer to."""

from collections.abc import Callable, Mapping
from typing import Any

from ivr.actions import booked, line, manage, near, opening, pages, people, tickets, times, turns, where
from ivr.menu import Pressed
from ivr.scene import Found, Scene
from ivr.talk import Talk

ACTIONS: Mapping[str, Callable[[Scene, Talk, Any], Pressed]] = {
    "language": opening.language,
    "book": opening.book,
    "somebody_else": turns.somebody_else,
    "ticket": tickets.ticket,
    "ticket_birth": tickets.ticket_birth,
    "whom": people.whom,
    "how_many": people.how_many,
    "birth_date": people.birth_date,
    "birth_right": people.birth_right,
    "more": pages.more,
    "region": near.region,
    "wish_region": near.wish_region,
    "anywhere": where.anywhere,
    "clinic": where.clinic,
    "invitation_code": where.invitation_code,
    "wished": turns.wished,
    "wished_here": turns.wished_here,
    "turn": turns.turn,
    "take_turn": turns.take_turn,
    "turn_birth": turns.turn_birth,
    "seat_over": turns.seat_over,
    "moved": turns.moved,
    "others": times.others,
    "confirm": times.confirm,
    "text_reference": booked.text_reference,
    "manage_birth": manage.manage_birth,
    "manage_reference": manage.manage_reference,
    "cancel": manage.cancel,
    "move_here": manage.move_here,
    "move_elsewhere": manage.move_elsewhere,
    "moved_to": manage.moved_to,
    "person": line.person,
    "resume": line.resume,
    "resume_here": line.resume_here,
    "quiet": line.quiet,
    "relanguage": line.relanguage,
    "leave": line.leave,
    "goodbye": line.goodbye,
}

LIVE: Mapping[str, Callable[[Scene, Talk], Found]] = {
    "held_places": opening.held_places,
    "birth_words": people.birth_words,
    "birth_read_back": people.birth_read_back,
    "near": near.near,
    "full": near.full,
    "regions": where.regions,
    "clinics": where.clinics,
    "code_words": where.code_words,
    "why_nothing": where.why_nothing,
    "times": times.times,
    "appointment": booked.appointment,
    "own_number": booked.own_number,
    "managed": manage.managed,
    "ticket": line.ticket,
    "in_use": turns.in_use,
}
