"""The waiting list at a desk: the entries that callers have, at the key of the caller's place."""

import re
from datetime import timedelta
from typing import Any

import pytest

from booking_core import Booking, Changes, Entry, Person, Waitlist
from tests.agents.room import ROSE, Browser, Room
from tests.agents.test_booking import claims, clinic
from tests.agents.test_parties import booked, talking

BORN = ROSE.isoformat()
PHONE = "+19025550142"
LIST = Waitlist("agent")


@pytest.fixture
def desk(room: Room, screen: Browser) -> Browser:
    talking(room, screen)
    return screen


def entry(room: Room, born: Any = ROSE, phone: str = PHONE) -> Entry | None:
    with room.database.reading() as look:
        return LIST.of(look, Person(born, phone))


def join(desk: Browser, **more: Any) -> Any:
    form = {"birth_date": BORN, "where": "anywhere", "phone": "902 555 0142", "language": "fr"}
    return desk.post("/desk/list/join", **(form | more))


def cancel(room: Room, booking: Booking) -> None:
    room.database.run(lambda tx: Changes("phone").cancel(tx, [booking.claim], room.now))


def test_they_stand_at_the_key_of_their_place_and_twice_is_once(room: Room, desk: Browser) -> None:
    assert "Not on the waiting list" in desk.post("/desk/list/", birth_date=BORN).text
    place = room.desks.place_of("rita")
    assert place is not None
    for _ in range(2):
        page = join(desk, where=f"clinic:{clinic(room)}", not_before=room.now.date().isoformat()).text
        assert "On the waiting list" in page
        assert "Truro Campus" in page
    mine = entry(room)
    assert mine is not None
    assert (mine.key, mine.phone, mine.language) == (place.key, PHONE, "fr")
    assert "They are on the waiting list" in desk.post("/desk/booking/clinics", birth_date=BORN).text
    for _ in range(2):
        page = desk.post("/desk/list/leave", birth_date=BORN, entry=str(mine.id)).text
        assert "Not on the waiting list" in page
    assert entry(room) is None


def test_who_waits_while_times_are_open_is_told_how_many_fit(room: Room, desk: Browser) -> None:
    """Two clinics, two days, three times a day, four places at each."""
    day, words = (room.now + timedelta(days=7)).date().isoformat(), "times that fit are open now"
    everywhere = join(desk).text
    counts = [
        int(re.findall(rf"(\d+) {words}", page)[0])
        for page in (
            everywhere,
            join(desk, where=f"clinic:{clinic(room)}").text,
            join(desk, where=f"clinic:{clinic(room)}", not_after=day).text,
        )
    ]
    assert counts == [48, 24, 12]
    assert words not in join(desk, not_after=room.now.date().isoformat()).text


def test_what_is_kept_for_them_is_booked_at_the_desk(room: Room, desk: Browser) -> None:
    theirs = room.touch_tone_booking("+19025550177")
    join(desk)
    cancel(room, theirs)
    page = desk.post("/desk/list/", birth_date=BORN).text
    assert "Kept for them" in page
    (claim,) = set(claims(page))
    for _ in range(2):
        assert "Booked" in desk.post("/desk/list/accept", birth_date=BORN, claim=claim).text
    other = desk.post("/desk/list/accept", birth_date="1940-01-01", claim=claim)
    assert other.status_code == 409
    (mine,) = booked(room)
    assert (mine.birth_date, mine.starts_at) == (ROSE, theirs.starts_at)


def test_what_is_declined_goes_to_the_next_and_they_wait_on(room: Room, desk: Browser) -> None:
    theirs = room.touch_tone_booking("+19025550177")
    join(desk)
    cancel(room, theirs)
    (claim,) = set(claims(desk.post("/desk/list/", birth_date=BORN).text))
    page = desk.post("/desk/list/decline", birth_date=BORN, claim=claim).text
    assert "Kept for them" not in page
    assert "On the waiting list" in page


def test_who_has_a_time_keeps_it_while_they_wait_for_another(room: Room, desk: Browser) -> None:
    booking = room.touch_tone_booking(PHONE)
    form = {"booked": booking.claim, "where": f"clinic:{clinic(room, 'Yarmouth Hall')}", "phone": PHONE}
    assert "until they take another" in desk.post("/desk/list/join", **form).text
    assert booked(room) == [booking]
    mine = entry(room)
    assert mine is not None
    assert mine.swaps


def test_what_cannot_be_is_said_and_changes_nothing(room: Room, desk: Browser) -> None:
    day = room.now.date()
    days = {"not_before": day.isoformat(), "not_after": (day - timedelta(days=1)).isoformat()}
    far = [{name: f"{year}-01-01"} for name in days for year in (2020, 2040)]
    past, none = {"not_after": (day - timedelta(days=2)).isoformat()}, {"not_before": "2027-02-30"}
    for wrong in ({"where": "region:99999"}, {"where": "<b>"}, {"phone": "12"}, days, past, none, *far):
        assert join(desk, **wrong).status_code == 422, wrong
    assert entry(room) is None
    join(desk)
    alone = entry(room)
    assert alone is not None
    couple = join(desk, birth_date=[BORN, "1933-06-03"])
    assert couple.status_code == 409
    assert "waits already" in couple.text
    other = desk.post("/desk/list/leave", birth_date="1940-01-01", entry=str(alone.id))
    assert other.status_code == 409
    assert entry(room) == alone  # an entry is left only by whoever stands in it
    room.touch_tone_booking(PHONE, ROSE.replace(year=1934))
    assert join(desk, birth_date="1934-05-02").status_code == 409


def test_a_withheld_number_is_asked_for(room: Room, screen: Browser) -> None:
    room.hire("rita")
    room.sit_down("rita")
    room.caller(None)
    screen.sign_in("rita")
    screen.post("/desk/take")
    room.meet("rita")
    assert "withheld: ask for it" in screen.get("/desk/").text
    asked = {"birth_date": BORN, "clinic": clinic(room), "number": "902 555 0166"}
    page = screen.post("/desk/booking/times", **asked).text
    assert 'name="number" value="+19025550166"' in page
    screen.post("/desk/booking/confirm", **asked, claim=claims(page)[0])
    assert [each.phone for each in booked(room)] == ["+19025550166"]
    assert screen.post("/desk/booking/times", **(asked | {"number": "12"})).status_code == 422
