"""Five hundred people call through every part; the board in a real Chromium says what the ledger's rows say.

The rows are counted here a second time, one after the other, by nothing of the product but their tables.
"""

import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import pytest
import requests
from playwright.sync_api import Page, expect
from sqlalchemy import text

from tests.fixtures.stack import Stack, running_stack
from tests.stack.calls import sign_in, until
from tests.stack.robot import ANSWERS, Robot

CALLERS, BOOKERS, SERVED = 500, 4, 5
PATIENT = 60
MOVES = text("SELECT id, place_id, kind, state FROM place_event ORDER BY id")
LAST = text("SELECT max(id) FROM place_event")
LEGS = text("SELECT phone FROM leg")
BOOKED = text(
    "SELECT count(*) FROM event JOIN claim ON claim.id = event.claim_id"
    " WHERE event.kind = 'confirmed' AND claim.dose = 1 AND claim.channel = 'phone'"
)
WITH_CALLERS = ("Waiting on the phone", "Dropped, place kept", "Callbacks owed", "Answered today")


@pytest.fixture(scope="module")
def stack(make_sqlite, short_folder):
    """Run it over the engine that writes one row after the other, so that rows are in the order of news."""
    with make_sqlite() as url, running_stack(short_folder / "crowd", url, "--speed", "1") as stack:
        yield stack


class Count:
    """What the moves of places come to, one after the other: one reading for each row that there was."""

    def __init__(self) -> None:
        self.state: dict[int, str] = {}
        self.met: set[int] = set()

    def readings(self, rows):
        """Yield what the board could say behind each row: its id, and the numbers of `WITH_CALLERS`."""
        for row in rows:
            self.state[row.place_id] = row.state
            self.met |= {row.place_id} if row.kind == "connected" else set()
            yield row.id, self.now()

    def now(self) -> tuple[int, ...]:
        by = Counter(self.state.values())
        owed = by["promised"] + by["dialling"] + by["called"]
        return by["waiting"], by["dropped"], owed, len(self.met)


def ask(stack: Stack, statement):
    with stack.database.reading() as look:
        return look.execute(statement).all()


def shown(page: Page) -> dict[str, str]:
    """Read the tiles of the board at one moment."""
    return page.evaluate(
        "() => Object.fromEntries([...document.querySelectorAll('.count')]"
        ".map(each => [each.children[0].textContent, each.children[1].textContent]))"
    )


def dial(stack: Stack, number: int) -> None:
    """Call, choose English, ask for a person as soon as a key can be pressed; every fifth gives up then."""
    with requests.Session() as phone:
        asked = {"from": f"+1902556{number:04}", "to": stack.hotline}
        call = phone.post(f"{stack.carrier}/handset/calls", json=asked, timeout=PATIENT).json()["sid"]
        at, heard = f"{stack.carrier}/handset/calls/{call}", 0
        for digits in ("1", "0", None):
            while not (state := phone.get(at, timeout=PATIENT).json())["waiting_for_keys"] or (
                len(state["heard"]) <= heard
            ):
                time.sleep(0.1)
            heard = len(state["heard"])
            if digits:
                phone.post(f"{at}/keys", json={"digits": digits}, timeout=PATIENT)
            elif number % 5 == 0:
                phone.delete(at, timeout=PATIENT)


def serve(stack: Stack, agent: str) -> None:
    """Let an agent's program take some callers, one after the other."""
    requests.post(
        f"{stack.carrier}/handset/numbers/client:{agent}", json={"behaviour": "answer"}, timeout=PATIENT
    )
    api = f"{stack.console}/api/v1"
    told = {"name": agent, "password": stack.password(agent)}
    token = requests.post(f"{api}/sign-in", json=told, timeout=PATIENT).json()["token"]
    with requests.Session() as program:
        program.headers["Authorization"] = f"Bearer {token}"
        program.post(f"{api}/desk/ready", timeout=PATIENT)
        for _ in range(SERVED):
            until(lambda: program.get(f"{api}/desk", timeout=PATIENT).json()["may_take"], PATIENT)
            program.post(f"{api}/desk/take-next", timeout=PATIENT)
            until(lambda: program.get(f"{api}/desk", timeout=PATIENT).json()["state"] == "talking", PATIENT)
            program.post(f"{api}/desk/finish", json={"outcome": "information"}, timeout=PATIENT)
        program.post(f"{api}/desk/away", timeout=PATIENT)


def is_told(stack: Stack, page: Page) -> bool:
    """See that what is shown is what the rows came to at some moment of the last two seconds."""
    ((since,),) = ask(stack, LAST)
    time.sleep(2)
    tiles = shown(page)
    said = tuple(int(tiles[name]) for name in WITH_CALLERS)
    readings = [each for at, each in Count().readings(ask(stack, MOVES)) if at >= (since or 0)]
    return said in readings or (since is None and said == (0, 0, 0, 0))


@pytest.mark.slow
def test_the_board_says_what_the_rows_say_while_five_hundred_call(stack: Stack, page: Page):
    sign_in(stack, page, "diane")
    expect(page.locator("#chart canvas")).to_be_visible()
    answers = (("Where would you like to go", "2"), *ANSWERS)
    bookers = [
        Robot(stack.carrier, f"+190255701{n:02}", stack.hotline, f"193{n}0704", answers=answers)
        for n in range(BOOKERS)
    ]
    with ThreadPoolExecutor(32) as pool:
        list(pool.map(Robot.call, bookers))
        crowd = [pool.submit(dial, stack, number) for number in range(CALLERS)]
        desk, looks = pool.submit(serve, stack, "ben"), 0
        while not all(each.done() for each in (*crowd, desk)):
            assert is_told(stack, page), (shown(page), looks)
            looks += 1
        for each in (*crowd, desk):
            each.result()
    assert looks >= 3
    until(lambda: is_told(stack, page))
    *_, (_, last) = Count().readings(ask(stack, MOVES))
    legs = [row.phone for row in ask(stack, LEGS)]
    ((booked,),) = ask(stack, BOOKED)
    wanted = dict(zip(WITH_CALLERS, map(str, last), strict=True)) | {
        "Booked by keypad": str(booked),
        "Calls a person": f"{len(legs) / len(set(legs)):.2f}",
        "Desks free": "0",
    }
    until(lambda: wanted.items() <= shown(page).items())
    assert (booked, sum(last), last[3]) == (BOOKERS, CALLERS, SERVED)
    page.get_by_text("The same numbers as a table").click()
    newest = page.get_by_role("table", name="Numbers by quarter of an hour").get_by_role("row").nth(1)
    expect(newest.get_by_role("cell").first).to_have_text(str(last[0]))
