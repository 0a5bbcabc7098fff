"""The form that says who is booked for: what a form does is the same over either engine."""

import re

import pytest

from booking_core import load_travel
from tests.agents.room import Browser, Room
from tests.agents.test_booking import clinic
from tests.agents.test_parties import COUPLE, KEYED, held, talking


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    return sqlite_url


@pytest.fixture
def desk(room: Room, screen: Browser) -> Browser:
    talking(room, screen, whom="several", people=KEYED)
    return screen


def test_what_a_couple_typed_is_there_already(desk: Browser) -> None:
    page = desk.get("/desk/").text
    assert [f'value="{born}" required' in page for born in COUPLE] == [True, True]
    assert "Open to people born 2 May 1931 and 3 June 1933, together" in page


def test_people_are_added_and_removed_and_what_was_typed_stays(desk: Browser) -> None:
    page = desk.post("/desk/booking/who", birth_date=COUPLE, home="Truro").text
    assert page.count('name="birth_date"') == 3
    assert 'value="1933-06-03"' in page
    page = desk.post("/desk/booking/who", birth_date=COUPLE, without="1").text
    assert 'value="1931-05-02"' not in page
    assert 'value="1933-06-03"' in page
    page = desk.post("/desk/booking/who", birth_date=["1931-05-02"] * 9).text
    assert page.count('name="birth_date"') == 5
    assert "Add a person" not in page


def test_the_one_whose_birth_date_is_wrong_is_named(room: Room, desk: Browser) -> None:
    for wrong in ("", "<b>1931</b>", "=1+1", "9" * 5000):
        answer = desk.post("/desk/booking/times", birth_date=[COUPLE[0], wrong], clinic=clinic(room))
        assert answer.status_code == 422
        assert "Person 2: Enter the birth date" in answer.text
    assert held(room) == 0


def test_a_day_that_is_none_is_not_asked_for(room: Room, desk: Browser) -> None:
    asked = {"birth_date": "1931-05-02", "clinic": clinic(room)}
    for odd in ("9999-12-31 morning", "0001-01-01 day", "<b>", "2021-13-01 x", "=1"):
        assert desk.post("/desk/booking/days", **asked, **{"from": odd}).status_code == 200
        assert desk.post("/desk/booking/times", **asked, when=odd).status_code == 200


def test_the_nearest_clinics_come_first_and_an_unknown_town_is_said(room: Room, desk: Browser) -> None:
    way = "from_region,to_region,minutes\nYarmouth Hall County,Truro Campus County,245\n"
    room.database.run(lambda tx: load_travel(tx, way))

    def shown(home: str) -> tuple[list[str], str]:
        page = desk.post("/desk/booking/clinics", birth_date=COUPLE, home=home).text
        return re.findall(r"<strong>(\w+ \w+)</strong>\n", page), page

    names, page = shown("yarmouth hall county")
    assert names == ["Yarmouth Hall", "Truro Campus"]
    assert "in their region" in page
    assert "4\u00a0h\u00a005 away" in page
    names, page = shown("Atlantis <b>")
    assert len(names) == 2
    assert "No region or town is known here as Atlantis &lt;b&gt;" in page


def test_an_appointment_that_somebody_has_already_leads_to_changing_it(room: Room, desk: Browser) -> None:
    booking = room.touch_tone_booking("+19025550142")
    page = desk.post("/desk/booking/clinics", birth_date=COUPLE[0]).text
    assert "Open it: move, cancel or correct" in page
    assert f'name="claim" value="{booking.claim}"' in page
