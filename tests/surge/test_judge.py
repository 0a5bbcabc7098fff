"""The judge alone: what it imports, what it understands, and that each count can be other than 0."""

import ast
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from sqlalchemy import insert, update

import booking_core.tables as booking
from booking_core import Database
from ivr import LANGUAGES, every_word
from ivr.talk import Line
from queueing import tables
from scripts.mornings.judge import judge
from scripts.mornings.log import Log, parsed
from scripts.mornings.said import NUMBERS, SAYS, phrases, said
from scripts.mornings.troubles import campaign
from tests.house.source import PACKAGES, ROOT

START = campaign.START
JUDGE = ROOT / "scripts" / "mornings" / "judge"
VALUES = {
    "ticket": "12345678", "reference": "12345678", "phone": "+19025550142", "when": "2021-03-09T10:30",
    "count": 2, "key": "1", "clinic": "Truro Hall", "address": "1 Main Street", "ahead": 2, "left": 2,
}  # fmt: skip
SAY = "<Response><Say>{}</Say><Redirect>/voice/step?n=1&amp;l=en</Redirect></Response>"


def test_it_imports_nothing_of_the_product():
    for path in JUDGE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [each.name for each in node.names] if isinstance(node, ast.Import) else []
            for name in names:
                assert name.split(".")[0] not in PACKAGES, path
                assert not name.startswith("scripts.") or name.startswith("scripts.mornings.judge"), path


def spoken(says: str, language: str) -> str:
    """Return a prompt as a caller hears it, with some value of each kind."""
    names = every_word().values(says, language)
    return every_word().say(Line(says, {name: VALUES[name] for name in names}), language)


@pytest.mark.parametrize("language", LANGUAGES)
def test_words_are_kept_as_facts(language: str):
    words = " ".join(spoken(says, language) for says in ("joined", "joined-again", "call-promised"))
    assert said(words) == {"ticket": ["12345678"], "place": True, "promise": True}
    assert said(spoken("times-greet", language)) == {"offered": True}
    assert said(spoken("wait-all-held", language)) == {"denied": True}
    assert said(spoken("main-greet", language)) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("fact", "says"), [(fact, says) for fact, them in SAYS.items() for says in them])
def test_every_prompt_says_its_fact(fact: str, says: str, language: str):
    assert said(f"Well. {spoken(says, language)} Well.")[fact] is True


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", NUMBERS)
def test_every_number_that_is_said_is_found(name: str, language: str):
    words = every_word()
    says = {
        it for it in words.ids(language) if name in words.values(it, language) and not it.startswith("text-")
    }
    assert says == set(NUMBERS[name])
    assert all(said(spoken(it, language))[name] == ["12345678"] for it in says)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_other_prompt_says_it(language: str):
    words = every_word()
    for fact, says in SAYS.items():
        others = [words.source(it, language) for it in words.ids(language) - set(says)]
        assert not any(phrase in " ".join(it.split()) for phrase in phrases(fact) for it in others), fact


def test_the_log_has_facts_and_no_keys():
    file = StringIO()
    log = Log(file, lambda: START)
    log.answer(1, "CA1", 200, parsed(SAY.format("Your reference is 1 2 3 4, 5 6 7 8.")))
    line = json.loads(file.getvalue())
    assert line["said"] == {"reference": ["12345678"]}
    assert (line["then"], line["leads"]) == ("redirect", "/voice/step?n=1&l=en")


class Seen:
    """A log that is written by hand."""

    def __init__(self, folder: Path) -> None:
        self.path, self.now = folder / "network.log", START
        self._file = self.path.open("w")
        self.log = Log(self._file, lambda: self.now)

    def hears(self, call: str, words: str, *, status: int = 200, forged: bool = False) -> None:
        asked = self.log.webhook(call, "+19025550142", "/voice/step", forged=forged)
        self.log.answer(asked, call, status, parsed(SAY.format(words)))

    def verdict(self, url: str):
        self._file.close()
        return judge(url, self.path)


@pytest.fixture
def seen(tmp_path: Path) -> Seen:
    return Seen(tmp_path)


SPOKEN = (
    *("joined", "joined-again", "still-waiting", "kept-place", "reference-is", "call-promised"),
    *("booked", "left", "turn-greet", "times-greet", "times-kept"),
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("says", SPOKEN)
def test_what_was_spoken_and_is_not_stored_is_lost(
    database: Database, database_url: str, seen: Seen, says: str, language: str
):
    assert database
    seen.hears("CA1", spoken(says, language))
    verdict = seen.verdict(database_url)
    assert verdict.counts["lost"] == len(said(spoken(says, language)).keys() - {"turn"}) > 0
    assert not verdict.is_clean


def test_nothing_is_nothing(database: Database, database_url: str, seen: Seen):
    assert database
    seen.hears("CA1", "Welcome.")
    assert seen.verdict(database_url).is_clean


@pytest.mark.parametrize("what", ["ring", "rest"])
def test_two_calls_for_one_attempt(database: Database, database_url: str, seen: Seen, what: str):
    assert database
    about = {"to": "+19025550142", "address": "/voice/callback?place=1&attempt=1", "verb": "call"}
    for outcome, call in (("500", ""), ("not asked", ""), ("lost", "CA1"), ("ok", "CA2")):
        seen.log.note(what if call else "rest", call=call, outcome=outcome, **about)
    assert [each.rows["calls"] for each in seen.verdict(database_url).findings] == [["CA1", "CA2"]]


def test_two_callbacks_of_one_place_at_once(database: Database, database_url: str, seen: Seen):
    assert database
    for attempt in (1, 2):
        address = f"/voice/callback?place=1&attempt={attempt}"
        seen.log.note("ring", call=f"CA{attempt}", to="+19025550142", address=address)
    assert seen.verdict(database_url).counts["double_rung"] == 1


def test_a_forged_webhook_that_is_answered(database: Database, database_url: str, seen: Seen):
    assert database
    seen.hears("CA1", "Welcome.", forged=True)
    seen.hears("CA2", "", status=403, forged=True)
    assert seen.verdict(database_url).counts["forged_accepted"] == 1


def test_a_call_that_is_ended_without_words(database: Database, database_url: str, seen: Seen):
    assert database
    seen.hears("CA1", "")
    seen.log.note("hung-up", call="CA1", by="hotline", status="completed")
    seen.hears("CA2", "Goodbye.")
    seen.log.note("hung-up", call="CA2", by="hotline", status="completed")
    assert seen.verdict(database_url).counts["silence"] == 1


def test_a_call_that_nothing_leads_on(database: Database, database_url: str, seen: Seen):
    assert database
    seen.hears("CA1", "One moment.")
    seen.now += timedelta(minutes=10)
    seen.hears("CA2", "One moment.")
    assert seen.verdict(database_url).counts["silence"] == 1


def place(number: int, **changes: object) -> dict[str, object]:
    """Return the row of a place that waits for a person, under the key of the call of this number."""
    now = START + timedelta(seconds=number)
    key = int(now.timestamp() * 1000) * 1000 + number
    usual = {
        "id": number,
        "line": "main",
        "key": key,
        "ticket": f"{number:08}",
        "phone": None,
        "language": "en",
    }
    usual |= {
        "wish": {},
        "wish_class": "desk.en",
        "people": 1,
        "state": "waiting",
        "why": "joined",
        "version": 1,
    }
    times = dict.fromkeys(("arrived_at", "joined_at", "changed_at"), now)
    return usual | times | {"deadline": now + timedelta(hours=3)} | changes


def write(database: Database, *places: dict[str, object]) -> None:
    def work(tx) -> None:
        for row in places:
            tx.execute(insert(tables.place).values(**row))
            leg = {
                "id": row["id"],
                "call_sid": f"CA{row['id']}",
                "line": "main",
                "answered_at": row["arrived_at"],
            }
            tx.execute(insert(tables.leg).values(**leg, place_id=row["id"]))
            event = {"place_id": row["id"], "version": 1, "kind": "joined", "state": row["state"]}
            tx.execute(
                insert(tables.place_event).values(**event, at=row["joined_at"], wish_class=row["wish_class"])
            )

    database.run(work)


def test_a_key_that_is_no_calls(database: Database, database_url: str, seen: Seen):
    write(database, place(1), place(2, key=12345))
    seen.hears("CA9", "Welcome.")
    assert seen.verdict(database_url).counts["lost"] == 1


def test_a_place_whose_deadline_is_past(database: Database, database_url: str, seen: Seen):
    write(database, place(1, deadline=START), place(2))
    seen.now += timedelta(minutes=5)
    seen.hears("CA9", "Welcome.")
    assert seen.verdict(database_url).counts["lost"] == 1


def test_a_promise_of_which_nobody_knows(database: Database, database_url: str, seen: Seen):
    write(database, place(1, state="promised"))
    seen.hears("CA9", "Welcome.")
    assert seen.verdict(database_url).counts["lost"] == 1


def test_a_later_key_that_is_offered_first(database: Database, database_url: str, seen: Seen):
    write(database, place(1), place(2))
    at = START + timedelta(minutes=2)
    offer = {
        "agent": "maria",
        "line": "main",
        "state": "offered",
        "why": "offered",
        "languages": [],
        "at": at,
    }
    database.run(lambda tx: tx.execute(insert(tables.desk_event).values(**offer, version=1, place_id=2)))
    seen.hears("CA9", "Welcome.")
    assert seen.verdict(database_url).counts["unexplained_overtakes"] == 1


def test_a_unit_that_two_have_had(database: Database, database_url: str, seen: Seen):
    campaign._load(database, 6)
    usual = {"campaign_id": 1, "dose": 1, "unit_id": 1, "channel": "phone", "created_at": START}
    one = usual | {"id": "a", "party": "CA1", "state": "confirmed", "confirmed_at": START}
    other = usual | {
        "id": "b",
        "party": "CA2",
        "state": "expired",
        "created_at": START + timedelta(minutes=1),
    }

    def work(tx) -> None:
        tx.execute(insert(booking.claim).values(**one))
        tx.execute(insert(booking.claim).values(**other))
        tx.execute(update(booking.unit).where(booking.unit.c.id == 1).values(state=2, claim_id="a"))

    database.run(work)
    seen.hears("CA9", "Welcome.")
    verdict = seen.verdict(database_url)
    assert verdict.counts["oversold"] == 1
    assert verdict.counts["lost"] == 0


@pytest.mark.parametrize(("offered", "lost"), [("a", 0), ("b", 1)])
def test_a_time_of_the_waiting_list_that_we_called_to_offer(
    database: Database, database_url: str, seen: Seen, offered: str, lost: int
):
    campaign._load(database, 6)
    one = {"campaign_id": 1, "dose": 1, "unit_id": 1, "channel": "phone", "created_at": START}
    one |= {"id": "a", "party": "waitlist:6", "state": "confirmed", "confirmed_at": START}

    def work(tx) -> None:
        tx.execute(insert(booking.claim).values(**one))
        tx.execute(update(booking.unit).where(booking.unit.c.id == 1).values(state=2, claim_id="a"))

    database.run(work)
    seen.log.webhook("CA1", "+19025550142", f"/voice/notice?kind=offer&claim={offered}&attempt=1")
    seen.hears("CA1", spoken("booked", "en"))
    assert seen.verdict(database_url).counts["lost"] == lost
