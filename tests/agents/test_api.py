"""The JSON API: the same desk for programs, described by what it is made of."""

from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from openapi_schema_validator import OAS31Validator
from werkzeug.test import TestResponse

from agents.api.operations import OPERATIONS
from tests.agents.room import PASSWORD, Browser, Room


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
    clinic = program.ask("POST", "/clinics", {"birth_date": "1931-05-02"}).get_json()["clinics"][0]["id"]
    held = program.ask("POST", "/holds", {"birth_date": "1931-05-02", "clinic": clinic}).get_json()
    wanted = {"birth_date": "1931-05-02", "claim": held["offers"][0]["claim"]}
    booking = program.ask("POST", "/bookings", wanted).get_json()
    found = program.ask("POST", "/bookings/search", {"sought": booking["reference"]}).get_json()
    assert [each["reference"] for each in found["bookings"]] == [booking["reference"]]
    assert program.ask("POST", "/desk/finish", {"outcome": "booked"}).get_json()["state"] == "ready"


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
    "body", [{}, {"birth_date": "then"}, [], "x", {"birth_date": "1931-05-02", "x": 1}, None]
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
