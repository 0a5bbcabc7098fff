"""The JSON API: the same desk for programs, described by what it is made of."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator
from sqlalchemy import text
from werkzeug.test import TestResponse

from agents import Role
from agents.api.operations import OPERATIONS
from tests.agents.room import PASSWORD, Browser, FixedClock, Room

OWED_TEXTS = text("SELECT count(*) FROM errand WHERE kind = 'reference_text'")
ROSE = {"people": [{"birth_date": "1931-05-02"}]}
BOTH = {"people": [{"birth_date": "1931-05-02"}, {"birth_date": "1933-01-09"}]}


class Program:
    """A client of the API that signed in."""

    def __init__(self, client: FlaskClient, name: str) -> None:
        self.client = client
        answer = client.post("/api/v1/sign-in", json={"name": name, "password": PASSWORD})
        self.headers = {"Authorization": f"Bearer {answer.get_json()['token']}"}

    def ask(self, method: str, path: str, body: Any = None, key: str | None = None) -> TestResponse:
        headers = self.headers | ({"Idempotency-Key": key} if key else {})
        return self.client.open(f"/api/v1{path}", method=method, json=body, headers=headers)


@pytest.fixture
def program(room: Room, app: Flask) -> Program:
    room.hire("rita")
    return Program(app.test_client(), "rita")


def test_a_program_works_a_whole_call(room: Room, program: Program) -> None:
    assert program.ask("POST", "/desk/ready").get_json()["phone"] == "ringing"
    room.phone_up("rita")
    place = room.caller(whom="self", birth_date="1931-05-02")
    assert program.ask("GET", "/waiting").get_json()["first"][0]["phone"] == "…42"
    caller = program.ask("POST", "/desk/take-next").get_json()
    assert (caller["ticket"], caller["birth_date"]) == (place.ticket, "1931-05-02")
    room.meet("rita")
    clinic = program.ask("POST", "/clinics", ROSE).get_json()["clinics"][0]["id"]
    held = program.ask("POST", "/holds", ROSE | {"clinic": clinic}).get_json()
    wanted = ROSE | {"claim": held["offers"][0]["claim"]}
    (booking,) = program.ask("POST", "/bookings", wanted).get_json()["bookings"]
    found = program.ask("POST", "/bookings/search", {"sought": booking["reference"]}).get_json()
    assert [each["reference"] for each in found["bookings"]] == [booking["reference"]]
    assert program.ask("POST", "/desk/finish", {"outcome": "booked"}).get_json()["state"] == "ready"


def at_the_desk(room: Room, **wish: Any) -> None:
    """Let a caller be in talk at Rita's desk."""
    room.sit_down("rita")
    room.caller(**wish)
    room.desks.take_next("rita", room.now)
    room.meet("rita")


def booked(program: Program, people: dict[str, Any], **when: Any) -> list[dict[str, Any]]:
    clinic = program.ask("POST", "/clinics", people).get_json()["clinics"][0]["id"]
    held = program.ask("POST", "/holds", people | {"clinic": clinic} | when).get_json()
    answer = program.ask("POST", "/bookings", people | {"claim": held["offers"][0]["claim"]})
    return list(answer.get_json()["bookings"])


def test_a_time_without_its_zone_is_not_readable_and_no_fault_of_ours(room: Room, program: Program) -> None:
    at_the_desk(room)
    place = room.desks.place_of("rita")
    assert place is not None
    room.hang_up(place)
    for until in ("2021-03-01T08:00:00", "9999-12-31T23:59:59", "2021-03-01"):
        answer = program.ask("POST", "/desk/longer", {"until": until})
        assert (answer.status_code, answer.get_json()["status"]) == (422, 422)
    for until in ("2021-03-01T08:00:00Z", "9999-12-31T23:59:59-23:00", "0001-01-01T00:00:00+23:00"):
        assert program.ask("POST", "/desk/longer", {"until": until}).status_code == 200


def test_a_program_books_a_couple_moves_them_and_cancels(room: Room, program: Program) -> None:
    at_the_desk(room)
    rose, max_ = booked(program, BOTH)
    assert rose["starts_at"] == max_["starts_at"]
    claims = [rose["claim"], max_["claim"]]
    days = program.ask("POST", "/clinics/days", {"moving": claims, "clinic": 1}).get_json()["days"]
    moved = booked(program, {"moving": claims}, day=days[0]["day"], after=rose["starts_at"])
    assert {each["starts_at"] > rose["starts_at"] for each in moved} == {True}
    wrong = {"claim": moved[0]["claim"], "birth_date": "1931-05-03"}
    assert program.ask("POST", "/bookings/correct", wrong).get_json()["birth_date"] == "1931-05-03"
    told = program.ask("POST", "/bookings/history", {"reference": moved[0]["reference"]}).get_json()["deeds"]
    assert [each["kind"] for each in told] == ["corrected", "moved"]
    gone = {"claims": [each["claim"] for each in moved]}
    assert len(program.ask("POST", "/bookings/cancel", gone).get_json()["bookings"]) == 2
    assert program.ask("POST", "/bookings/cancel", gone).status_code == 409


def test_a_program_puts_people_on_the_waiting_list_and_takes_them_off(room: Room, program: Program) -> None:
    at_the_desk(room)
    region = program.ask("GET", "/areas").get_json()["areas"][0]
    asked = ROSE | {"where": f"region:{region['id']}", "phone": "902 555 0142"}
    (entry,) = program.ask("POST", "/list/join", asked).get_json()["entries"]
    assert entry["where"] == [region["name"]]
    assert program.ask("POST", "/list", ROSE).get_json()["entries"] == [entry]
    left = program.ask("POST", "/list/leave", ROSE | {"entry": entry["id"]}).get_json()
    assert left == {"entries": []}


def test_a_program_sends_a_text_once_a_minute_and_again_when_it_asks_later(
    room: Room, program: Program, clock: FixedClock
) -> None:
    reference = room.touch_tone_booking().reference
    for later, texts in ((0, 1), (0, 1), (120, 2)):
        clock.at += timedelta(seconds=later)
        asked = {"references": [reference], "to": "902 555 0177"}
        assert program.ask("POST", "/bookings/text", asked).status_code == 204
        with room.database.reading() as look:
            assert look.scalar(OWED_TEXTS) == texts


def test_a_program_reads_the_line_in_parts(room: Room, program: Program) -> None:
    tickets = [room.caller(f"+190255501{number:02}").ticket for number in range(5)]
    first = program.ask("GET", "/waiting?limit=3").get_json()
    rest = program.ask("GET", f"/waiting?limit=3&after={first['after']}").get_json()
    assert [each["ticket"] for each in (*first["first"], *rest["first"])] == tickets
    assert [each["position"] for each in rest["first"]] == [4, 5]
    assert rest["after"] is None
    assert program.ask("GET", "/waiting?limit=0").status_code == 422


def test_a_program_of_a_supervisor_pulls_the_levers(room: Room, app: Flask, program: Program) -> None:
    room.hire("boss", Role.SUPERVISOR)
    boss = Program(app.test_client(), "boss")
    why = {"reason": "The clinic has no power"}
    stands = boss.ask("POST", "/board/pause", why | {"says": "technical"}).get_json()
    assert (stands["pause"], stands["done"][0]["act"]) == ("technical", "pause")
    assert boss.ask("POST", "/board/open", why).get_json()["pause"] is None
    room.caller()
    assert boss.ask("GET", "/board").get_json()["waiting"] == 1
    assert program.ask("POST", "/board/pause", why | {"says": "technical"}).status_code == 403
    assert program.ask("GET", "/board").status_code == 403


def test_a_program_sees_who_is_offered_to_its_desk(room: Room, program: Program) -> None:
    room.sit_down("rita")
    assert program.ask("GET", "/desk").get_json()["offer"] is None
    place = room.caller()
    told = program.ask("GET", "/desk").get_json()
    assert (told["state"], told["may_take"]) == ("offered", True)
    assert (told["offer"]["ticket_end"], told["offer"]["language"]) == (place.ticket[4:], "fr")


def test_one_key_is_one_write_and_one_answer(room: Room, program: Program) -> None:
    room.sit_down("rita")
    room.caller("+19025550101")
    room.caller("+19025550102")
    first = program.ask("POST", "/desk/take-next", key="k1").get_json()
    room.meet("rita")
    program.ask("POST", "/desk/finish", {"outcome": "information"})
    assert program.ask("POST", "/desk/take-next", key="k1").get_json() == first
    assert program.ask("GET", "/waiting").get_json()["waiting"] == 1


def test_one_key_for_two_requests_is_refused(room: Room, program: Program) -> None:
    room.sit_down("rita")
    program.ask("POST", "/desk/ready", key="k1")
    answer = program.ask("POST", "/desk/away", key="k1")
    assert answer.status_code == 422
    assert answer.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    "body",
    [{}, {"people": [{"birth_date": "then"}]}, [], "x", {"people": [], "x": 1}, {"people": [{}] * 6}, None],
)
def test_what_cannot_be_read_is_a_problem_in_words(program: Program, body: Any) -> None:
    answer = program.ask("POST", "/clinics", body)
    assert answer.status_code == 422
    assert answer.get_json()["detail"]


def test_a_wrong_password_is_a_problem_and_is_slowed_down(room: Room, app: Flask) -> None:
    room.hire("sam")
    wrong = {"name": "sam", "password": "guess"}
    statuses = [app.test_client().post("/api/v1/sign-in", json=wrong).status_code for _ in range(6)]
    assert statuses == [401] * 5 + [429]


def test_a_browsers_cookie_opens_nothing_here(room: Room, screen: Browser) -> None:
    room.hire("sam")
    screen.sign_in("sam")
    assert screen.client.get("/api/v1/desk").status_code == 401


def test_a_token_opens_no_page(program: Program) -> None:
    assert program.client.get("/desk/", headers=program.headers).status_code == 303


def test_signing_out_ends_the_token(program: Program) -> None:
    assert program.ask("POST", "/sign-out").status_code == 204
    assert program.ask("GET", "/desk").status_code == 401


def test_the_description_is_whole(app: Flask) -> None:
    told = app.test_client().get("/api/v1/openapi.json").get_json()
    operations = [each for path in told["paths"].values() for each in path.values()]
    assert {each["operationId"] for each in operations} == {each.name for each in OPERATIONS}
    for schema in told["components"]["schemas"].values():
        OAS31Validator.check_schema(schema)
    routes = {str(rule) for rule in app.url_map.iter_rules() if rule.endpoint.startswith("api.")}
    assert set(told["paths"]) == routes - {"/api/v1/openapi.json"}
