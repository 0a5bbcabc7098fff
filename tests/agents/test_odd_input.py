"""Bad input: it is shown as what it is, or refused in a clear sentence; never run, never half taken."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import insert, update

from agents import Role, passwords
from agents.tables import account
from booking_core import BadFile, load_campaign, load_clinics, tables
from tests.agents.rights import RIGHTS
from tests.agents.room import CAMPAIGN, HEADER, Browser, Room
from tests.agents.test_api import Program
from tests.agents.test_booking import claims, clinic
from tests.agents.test_parties import booked, talking
from tests.agents.world import contents

MARKUP = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
RUNS = ("<script>alert", "<img src=x", '"onerror', "'onerror")
FORMULA = "=HYPERLINK(1)"
ZONES = ("Mars/Base", "../../etc/passwd", "/etc/localtime", "America", "A" * 5000, "\u00e9", " ", "+05:00")
TOO_LONG = 10_000_000


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """The engine that takes the least: no number too large, no character that is none."""
    return postgresql_url


@pytest.mark.parametrize("odd", ["\x00", "\u202e<script>", "=1+1", "9" * 5000, "\U0001f600"])
def test_odd_input_is_refused_and_never_a_fault_of_ours(room: Room, screen: Browser, odd: str) -> None:
    talking(room, screen)
    assert screen.post("/desk/hand-over", to=odd).status_code == 422
    free = dict.fromkeys(("name", "password", "sought", "code", "after", "claim", "reference", "to"), odd)
    valid = {"birth_date": "1931-05-02", "clinic": "1"}
    for method, path in RIGHTS:
        if method != "POST" or path.startswith("/api/") or "sign-out" in path:
            continue
        for form in (free | valid, valid | {"claim": odd, "after": odd}, valid | {"clinic": odd}):
            assert screen.post(path, **form).status_code < 500, path
    assert screen.post("/desk/finish", outcome="information", note=odd).status_code == 200


def test_a_post_of_ten_megabytes_is_refused_everywhere_and_changes_nothing(
    room: Room, app: Flask, screen: Browser
) -> None:
    room.hire("boss", Role.SUPERVISOR)
    room.sit_down("boss")
    room.caller()
    screen.sign_in("boss")
    screen.post("/desk/take")
    program = Program(app.test_client(), "boss")
    before = contents(room)
    for method, path in RIGHTS:
        if method == "POST" and path.startswith("/api/"):
            answer = program.ask("POST", path.removeprefix("/api/v1"), {"note": "9" * TOO_LONG})
        elif method == "POST":
            answer = screen.post(path, note="9" * TOO_LONG)
        else:
            continue
        assert answer.status_code == 413, path
        assert "That is too long, so nothing of it was taken" in answer.text
    assert contents(room) == before


def test_names_and_notes_are_shown_as_they_are_written(room: Room, screen: Browser) -> None:
    day = room.now.date().replace(year=room.now.year + 1)
    row = f"Site,Site,1 Main Street,{day}T09:00,15,4,open\n"
    odd = {"name": MARKUP, "address": FORMULA}
    room.database.run(
        lambda tx: (
            load_campaign(tx, CAMPAIGN.replace('"Spring"', f"'''{MARKUP}'''")),
            load_clinics(tx, HEADER + row, now=room.now),
            # as it may have been loaded before what is spoken was judged
            tx.execute(update(tables.region).where(tables.region.c.name == "Site").values(name=MARKUP)),
            tx.execute(update(tables.clinic).where(tables.clinic.c.name == "Site").values(odd)),
        )
    )
    talking(room, screen, region_name=MARKUP, clinic_name=MARKUP)
    who = {"birth_date": "1931-05-02", "surname": MARKUP, "home": MARKUP, "clinic": clinic(room, MARKUP)}
    pages = [screen.post(f"/desk/booking/{each}", **who).text for each in ("who", "clinics", "days", "times")]
    pages.append(screen.post("/desk/booking/confirm", **who, claim=claims(pages[-1])[0]).text)
    (booking,) = booked(room)
    pages += [
        screen.post(path, claim=booking.claim, booked=booking.claim, sought=booking.reference).text
        for path in ("/bookings/", "/bookings/open", "/bookings/cancelling", "/bookings/correcting")
    ]
    pages += [screen.post("/bookings/letter", booked=booking.claim, language="en").text]
    pages += [screen.post("/desk/list/", birth_date="1932-05-02").text, screen.get("/desk/").text]
    screen.post("/desk/finish", outcome="information", note=f"{MARKUP} {FORMULA}")
    room.caller("+19025550142", waited=0)
    pages.append(screen.post("/desk/take").text)
    assert FORMULA in pages[-1]
    for number, page in enumerate(pages):
        assert not any(each in page for each in RUNS), number
    assert sum("&lt;script&gt;alert(1)&lt;/script&gt;" in page for page in pages) >= 8


def test_what_a_supervisor_writes_is_shown_as_it_is_written(room: Room, screen: Browser) -> None:
    room.hire("boss", Role.SUPERVISOR)
    screen.sign_in("boss")
    place = room.caller()
    until = {"until": "2099-01-01T00:00"}
    screen.post("/board/levers/pause", says="technical", reason=MARKUP)
    screen.post("/board/head-start", ticket=place.ticket, minutes="5", reason=FORMULA)
    for text in (MARKUP, FORMULA):
        screen.post("/board/levers/announce", en=text, fr=text, reason=text, **until)
    page = screen.get("/board/").text
    assert not any(each in page for each in RUNS)
    assert "&lt;script&gt;" in page
    assert FORMULA in page


@pytest.mark.parametrize("zone", ZONES)
def test_a_time_zone_that_is_none_is_named_in_every_file(room: Room, zone: str) -> None:
    day = room.now.date().replace(year=room.now.year + 1)
    rows = HEADER.replace("release", "timezone") + f"Elsewhere,Elsewhere,1 Road,{day}T09:00,15,4,{zone}\n"
    files: list[Any] = [
        lambda tx: load_campaign(tx, CAMPAIGN.replace("America/Halifax", zone)),
        lambda tx: load_campaign(tx, f'{CAMPAIGN}\n[[region]]\nname = "Truro County"\ntimezone = "{zone}"\n'),
        lambda tx: load_clinics(tx, rows, now=room.now),
    ]
    before = contents(room)
    for load in files[: 2 if not zone.strip() else 3]:  # an empty cell is none at all
        with pytest.raises(BadFile, match=r"is no time zone|is longer than 64"):
            room.database.run(load)
    assert contents(room) == before


@pytest.mark.parametrize(
    "moment",
    ["0001-01-01T00:00:00+23:59", "9999-12-31T23:59:59-23:59", "2026-01-01T00:00:00[Mars/Base]",
     "2026-01-01T00:00:00+99:99", "2026-01-01T00:00:00 Mars/Base", "9999-12-31T23:59", "0001-01-01T00:00"],
)  # fmt: skip
def test_a_moment_that_cannot_be_is_never_a_fault_of_ours(
    room: Room, app: Flask, screen: Browser, moment: str
) -> None:
    room.hire("boss", Role.SUPERVISOR)
    talking(room, screen)
    boss, program = Browser(app), Program(app.test_client(), "boss")
    boss.sign_in("boss")
    who: dict[str, Any] = {"people": [{"birth_date": "1931-05-02"}]}
    room.sit_down("boss")
    room.caller("+19025550155")
    room.desks.take_next("boss", room.now)
    answers = [
        screen.post("/desk/booking/times", birth_date="1931-05-02", clinic="1", after=moment),
        screen.post("/desk/booking/days", birth_date="1931-05-02", clinic="1", **{"from": moment}),
        screen.post("/desk/booking/confirm", birth_date="1931-05-02", clinic="1", when=moment, claim="x"),
        screen.post("/desk/list/join", birth_date="1931-05-02", where="anywhere", phone="902 555 0142",
                    not_before=moment, not_after=moment),
        boss.post("/board/levers/announce", en="Snow", reason="Snow", until=moment),
        program.ask("POST", "/holds", who | {"clinic": 1, "after": moment}),
        program.ask("POST", "/holds", who | {"clinic": 1, "day": moment[:10]}),
        program.ask("POST", "/clinics/days", who | {"clinic": 1, "first": moment[:10]}),
        program.ask("POST", "/list/join", who | {"phone": "902 555 0142", "not_before": moment[:10]}),
        program.ask("POST", "/desk/longer", {"until": moment}),
        program.ask("POST", "/board/announcement", {"texts": {"en": "Snow"}, "reason": "x", "until": moment}),
    ]  # fmt: skip
    assert [at for at, answer in enumerate(answers) if answer.status_code >= 500] == []
    assert boss.get("/board/").status_code == 200


def test_a_fault_is_logged_by_kind_and_place_without_what_the_database_says_of_the_row(
    room: Room, screen: Browser, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    half = insert(account).values(name="+19025550142", role="1931-05-02")
    monkeypatch.setattr(passwords, "matches", lambda *_: room.database.run(lambda tx: tx.execute(half)))
    assert screen.sign_in("rita").status_code == 500
    written = capsys.readouterr().out
    for told in ("unforeseen", "/sign-in", "IntegrityError", "open_session"):
        assert told in written
    for secret in ("9025550142", "1931-05-02"):
        assert secret not in written
