"""Calls that wait for units: the turn, the seat and its end, several people, and a place in use elsewhere."""

import pytest
from sqlalchemy import select, text

import booking_core.tables as booking
from booking_core import spoken_number
from tests.booking_core.campaign import CAMPAIGN, load, slots
from tests.carrier.peer import until
from tests.carrier.phones import ANNA, BEN
from tests.ivr.hotline import BORN, Caller, Hotline

BORN_TOO = "19330109"
ALONE = ("1", "1", BORN, "1")
SYDNEY_OPENS = text(
    "UPDATE unit SET state = 0 WHERE slot_id IN (SELECT slot.id FROM slot"
    " JOIN clinic ON clinic.id = slot.clinic_id WHERE clinic.name LIKE 'Sydney%')"
)
TOGETHER = ("1", "3", "2", BORN, "1", BORN_TOO, "1")


def waiting(hotline: Hotline) -> tuple[Caller, Caller]:
    """Let one caller look at the only unit there is, and another wait for it."""
    hotline.leave_units(1)
    first = hotline.call().press(*ALONE).hears("This time is kept for you")
    return first, hotline.call(BEN).press(*ALONE).hears("When it is your turn, we tell you at once")


def freed(hotline: Hotline, holder: Caller) -> None:
    holder.hang_up()
    until(lambda: hotline.held() == 0, "the unit to be let go")
    hotline.sweep()


def test_a_couple_books_together_and_each_hears_a_reference(hotline: Hotline) -> None:
    caller = hotline.call().press("1").hears("For two or more people together, press 3.")
    caller.press("3").hears("For 2 people, press 2.").press("2").hears("birth date of person number 1")
    caller.press(BORN, "1").hears("birth date of person number 2").press(BORN_TOO, "1")
    caller.hears("For Monday, March the eighth, at ten o'clock in the morning, press 1.")
    caller.press("1").hears("It is booked.").press("1")
    caller.hears("For the person born on May the second, nineteen thirty-one:", "Your second appointment")
    caller.hears("For the person born on January the ninth, nineteen thirty-three:")
    bookings = hotline.bookings()
    assert len({each.reference for each in bookings}) == len(bookings) == 2
    assert {each.starts_at for each in bookings} == {bookings[0].starts_at}
    for each in bookings:
        caller.hears(", ".join(" ".join(each.reference[at : at + 4]) for at in (0, 4)))
    caller.press("1", "1").hears("We will send you the reference")
    hotline.work()
    assert len(hotline.carrier.ask("GET", f"/handset/messages?to={ANNA.replace('+', '%2B')}")) >= 2


def test_who_steps_back_to_mend_the_second_date_is_still_two(hotline: Hotline) -> None:
    load(hotline.database, *slots("Rustico", 4, "2021-03-08T09:00"), campaign=CAMPAIGN)  # it is asked where
    caller = hotline.call().press(*TOGETHER).hears("Where would you like to go?").press("9", "9")
    caller.hears("birth date of person number 2").press("19340101", "1").hears("Where would you like to go?")
    caller.press("1").hears("kept for you while you choose").press("1", "1")
    assert {each.birth_date.isoformat() for each in hotline.bookings()} == {"1931-05-02", "1934-01-01"}


def test_a_couple_that_cannot_sit_together_hears_both_times(hotline: Hotline) -> None:
    load(hotline.database, *slots("Rustico", 1, "2021-03-08T09:00", "2021-03-08T09:15"), campaign=CAMPAIGN)
    hotline.close("Truro")
    caller = hotline.call().press(*TOGETHER).hears("For Rustico County, press 2.").press("2")
    caller.hears(
        "at nine o'clock in the morning, and the last of you at nine fifteen in the morning, press 1."
    )


def test_two_with_one_birth_date_are_helped_by_a_person(hotline: Hotline) -> None:
    caller = hotline.call().press("1", "3", "2", BORN, "1", BORN)
    caller.hears("a person helps you", "Your ticket is")


def test_every_person_of_a_party_is_asked_for_their_own_code(hotline: Hotline) -> None:
    codes = [spoken_number(), spoken_number()]
    hotline.invite(codes[0], "1931-05-02")
    hotline.invite(codes[1], "1933-01-09")
    load(hotline.database, *slots("Truro", 30, "2021-03-08T09:00", release="letters"), campaign=CAMPAIGN)
    hotline.block("first")
    caller = hotline.call().press(*TOGETHER).hears("invitation code of person number 1")
    caller.press(codes[1]).hears("does not go with that birth date").press(codes[0])
    caller.hears("invitation code of person number 2").press(codes[1]).hears("at nine o'clock").press("1")
    caller.hears("It is booked.")
    assert len(hotline.bookings()) == 2


def test_the_turn_interrupts_the_music_and_the_booking_closes_the_place(hotline: Hotline) -> None:
    first, second = waiting(hotline)
    freed(hotline, first)
    second.hears("It is your turn. A time is kept for you.")
    second.press("1").hears("For Monday, March the eighth, at ten o'clock").press("1").hears("It is booked.")
    assert hotline.place(second).state == "done"


def test_what_was_offered_goes_on_where_nobody_takes_it(hotline: Hotline) -> None:
    first, second = waiting(hotline)
    third = hotline.call("+19025550199").press("1", "1", "19350203", "1")
    freed(hotline, first)
    second.hears("It is your turn.").press("0").hears("You are in the line already")
    assert (hotline.place(second).state, hotline.place(second).wish_class) == ("waiting", "desk.en")
    hotline.sweep()
    third.hears("It is your turn.")


def test_eight_minutes_of_choosing_lead_to_a_person_at_the_same_key(hotline: Hotline) -> None:
    first, second = waiting(hotline)
    freed(hotline, first)
    second.hears("It is your turn.")
    key = hotline.place(second).key
    hotline.clock.later(minutes=8, seconds=1)
    hotline.sweep()
    second.hears("You have been choosing for eight minutes. You have lost nothing")
    place = hotline.place(second)
    assert (place.state, place.key) == ("waiting", key)


def test_a_redial_in_the_turn_goes_on_after_the_birth_date_and_names_nothing_before(hotline: Hotline) -> None:
    first, second = waiting(hotline)
    freed(hotline, first)
    second.hears("It is your turn.").hang_up()
    until(lambda: hotline.places_of(BEN)[0].state == "dropped", "the place to be kept")
    again = hotline.call(BEN).press("1").hears("It is your turn.").press("1")
    again.hears("Please enter your birth date, so that we know you again")
    assert "Truro" not in again.heard
    again.press("19310503").hears("not the birth date that was given for this place").press(BORN)
    again.hears("The clinic is Truro").press("1").hears("It is booked.")


def test_a_place_in_use_on_another_telephone_is_asked_about(hotline: Hotline) -> None:
    first = hotline.call().press("0").hears("Your ticket is")
    second = hotline.call().hears("in use on another telephone just now, press 1.").press("1")
    second.hears("This place is in use on another telephone just now.", "If you are somebody else, press 2.")
    assert hotline.place(first).call_sid == first.line.sid
    second.press("1").hears("Your ticket is")
    assert hotline.place(second).call_sid == second.line.sid
    hotline.work()
    first.hears("Your place goes on at another telephone").press("1").hears("Your ticket is")
    assert hotline.place(second).call_sid == first.line.sid


def test_whoever_takes_a_place_over_in_another_language_waits_in_it(hotline: Hotline) -> None:
    first = hotline.call().press("0").hears("Your ticket is")
    second = (
        hotline.call()
        .press("4", "2")
        .hears("Ravie de vous retrouver sur la ligne des rendez-vous.")
        .press("1", "1")
    )
    second.hears("Vous avez une place")
    place = hotline.place(second)
    assert (place.language, place.wish_class, place.call_sid) == ("fr", "desk.fr", second.line.sid)
    hotline.work()
    first.hears("Your place goes on at another telephone")


@pytest.mark.parametrize("keys", [("2", "0"), ("0",)], ids=["somebody else", "a person"])
def test_whose_place_went_on_elsewhere_gets_one_that_counts_from_now(
    hotline: Hotline, keys: tuple[str, ...]
) -> None:
    first = hotline.call().press("0").hears("Your ticket is")
    second = hotline.call().press("1", "1").hears("Your ticket is")
    hotline.work()
    hotline.clock.later(seconds=1)
    first.hears("Your place goes on at another telephone").press(*keys).hears("Your ticket is")
    kept, new = hotline.place(second), hotline.place(first)
    assert new.id != kept.id
    assert (kept.call_sid, new.call_sid) == (second.line.sid, first.line.sid)
    assert new.key > kept.key
    now = hotline.clock.now()
    hotline.database.run(lambda tx: hotline.parts.places.begin_anew(tx, first.line.sid, now))
    assert hotline.place(first) == new  # whoever has a place of their own keeps it


def test_somebody_else_at_that_number_stands_beside_a_place_in_use(hotline: Hotline) -> None:
    first = hotline.call().press("0").hears("Your ticket is")
    second = hotline.call().press("1", "2").hears("To book an appointment").press("0").hears("Your ticket is")
    assert second.number != first.number


def test_who_waits_changes_where_they_would_like_to_go_and_keeps_the_key(hotline: Hotline) -> None:
    sydney = slots("Sydney", 1, "2021-03-08T09:00")
    load(hotline.database, *sydney, campaign=CAMPAIGN)
    hotline.leave_units(1)
    first = hotline.call().press(*ALONE, "2").hears("kept for you")
    second = hotline.call(BEN).press(*ALONE, "2").hears("When it is your turn")
    key = hotline.place(second).key
    with hotline.database.engine.begin() as tx:
        tx.execute(booking.unit.update().where(booking.unit.c.state == 3).values(state=0))
    hotline.clock.later(seconds=5)
    second.press("1").hears("Where would you like to go?", "For Truro County, press 1.")
    second.press("1")
    second.hears("kept for you while you choose")
    assert hotline.place(second).key == key
    first.hang_up()


def test_who_calls_again_in_their_turn_and_asks_for_another_region_has_what_is_held(hotline: Hotline) -> None:
    sydney = slots("Sydney", 1, "2021-03-08T09:00")
    load(hotline.database, *sydney, campaign=CAMPAIGN)
    hotline.leave_units(0)
    caller = hotline.call().press(*ALONE, "2").hears("When it is your turn")
    hotline.sweep()
    with hotline.database.engine.begin() as tx:
        tx.execute(SYDNEY_OPENS)
    hotline.clock.later(seconds=5)
    hotline.sweep()
    caller.hears("It is your turn.").press("1").hears("Sydney").hang_up()
    again = hotline.call().press("2", *ALONE).hears("For Truro County, press 1.")
    again.press("1").hears("Sydney")


def test_when_all_is_gone_the_caller_waits_for_what_becomes_free(hotline: Hotline) -> None:
    hotline.leave_units(1)
    hotline.call().press(*ALONE, "1").hears("It is booked.")
    caller = hotline.call(BEN).press(*ALONE).hears("When it is your turn")
    hotline.sweep()
    caller.press("*").hears("No appointment is left of those you wish for. Your place is kept.")
    with hotline.database.engine.begin() as tx:
        blocked = select(booking.unit.c.id).where(booking.unit.c.state == 3).limit(1).scalar_subquery()
        tx.execute(booking.unit.update().where(booking.unit.c.id == blocked).values(state=0))
    hotline.clock.later(seconds=5)
    hotline.sweep()
    caller.hears("It is your turn.")
