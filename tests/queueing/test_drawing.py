"""The draw as anybody can compute it again, and as nobody can forge it."""

import hashlib
import hmac
import json
import random
import shutil
import subprocess
from datetime import UTC, datetime

import pytest

from queueing import drawing
from queueing.drawing import Published
from queueing.verifying import verify

SEED = "5f" * 32
NUMBERS = [100003, 220194, 482113, 555555, 731002, 900001]
OPENS = "2027-03-01T11:00:00Z"


def published(numbers: list[int] = NUMBERS) -> Published:
    return Published(
        line="main",
        opens_at=OPENS,
        seed_hash=drawing.seed_hash(SEED),
        list_hash=drawing.list_hash("main", OPENS, numbers),
        numbers=sorted(numbers),
        seed=SEED,
        order=drawing.order(SEED, numbers),
    )


def test_the_order_is_that_of_the_lots_whatever_the_list_came_in():
    lots = {each: hmac.new(SEED.encode(), b"%d" % each, hashlib.sha256).hexdigest() for each in NUMBERS}
    by_hand = sorted(NUMBERS, key=lots.__getitem__)
    shuffled = random.Random(1).sample(NUMBERS, len(NUMBERS))
    assert drawing.order(SEED, NUMBERS) == drawing.order(SEED, shuffled) == by_hand


@pytest.mark.skipif(shutil.which("openssl") is None, reason="there is no openssl here")
def test_a_shell_computes_the_same():
    def shell(line: str) -> str:
        return subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=True).stdout

    rows = f"main {OPENS}\\n" + "".join(f"{each}\\n" for each in NUMBERS)
    assert drawing.seed_hash(SEED) in shell(f"printf %s {SEED} | openssl dgst -sha256")
    assert published().list_hash in shell(f"printf '{rows}' | openssl dgst -sha256")
    assert drawing.lot(SEED, 482113) in shell(f"printf %s 482113 | openssl dgst -sha256 -hmac {SEED}")


def test_another_seed_is_another_order_and_every_number_has_its_chance():
    firsts = [drawing.order(str(seed), NUMBERS)[0] for seed in range(6000)]
    assert all(850 < firsts.count(each) < 1150 for each in NUMBERS)  # 1000 +- 5 standard deviations
    assert drawing.new_seed() != drawing.new_seed()


def test_an_instant_is_written_in_utc():
    assert drawing.written(datetime(2027, 3, 1, 11, tzinfo=UTC)) == OPENS


def test_what_was_published_verifies_at_every_stage():
    whole = published()
    listed = whole.model_copy(update={"seed": None, "order": None})
    begun = listed.model_copy(update={"list_hash": None, "numbers": None})
    for stage in (begun, listed, whole):
        assert verify(str(stage), whole.seed_hash, stage.list_hash) == []


def test_a_draw_without_anybody_verifies():
    assert verify(str(published([]))) == []


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("line", "other", "line 6: list_hash: the SHA-256 of line, opens_at and numbers is"),
        ("opens_at", "2027-03-01T12:00:00Z", "line 6: list_hash: the SHA-256 of line"),
        ("opens_at", "tomorrow", "line 4: opens_at: "),
        ("seed", "5e" * 32, "line 5: seed_hash: the SHA-256 of the seed is"),
        ("seed_hash", "0" * 64, "line 5: seed_hash: the SHA-256 of the seed is"),
        ("list_hash", "0" * 64, "line 6: list_hash: the SHA-256"),
        ("list_hash", None, "line 6: list_hash: is not said, and numbers is"),
        ("seed", None, "seed: is not said, and order is"),
        ("order", None, "order: is not said, and seed is"),
        ("numbers", [*NUMBERS[:-1], "900001"], "line 13: numbers, place 6: "),
        ("fairline_draw", 2, "line 2: fairline_draw: "),
    ],
)
def test_a_field_that_was_tampered_with_is_named_by_its_line(field, value, says):
    document = json.loads(str(published())) | {field: value}
    faults = verify(json.dumps(document, indent=1))
    assert any(each.startswith(says) or says in each for each in faults), faults


@pytest.mark.parametrize("entry", range(1, len(NUMBERS) + 1))
def test_a_number_that_was_exchanged_is_named_by_its_line(entry):
    rows = str(published()).splitlines()
    first = rows.index(' "order": [') + entry
    rows[first] = rows[first].replace(rows[first].strip(" ,"), "123456")
    assert any(
        each.startswith(f"line {first + 1}: order, place {entry}: 123456 is not in the list")
        for each in verify("\n".join(rows))
    )


def test_two_that_changed_places_are_both_named():
    whole = published()
    order = [whole.order[1], whole.order[0], *whole.order[2:]]
    faults = verify(str(whole.model_copy(update={"order": order})))
    assert [each.split(": ")[1] for each in faults] == ["order, place 1", "order, place 2"]


@pytest.mark.parametrize("order", [NUMBERS[:3], [], [*NUMBERS, NUMBERS[0]]])
def test_an_order_that_is_too_short_or_too_long_is_named(order):
    faults = verify(str(published().model_copy(update={"order": order})))
    assert any("numbers, and the list 6" in each for each in faults)


def test_a_list_that_is_out_of_order_or_says_a_number_twice_is_named():
    twice = [100003, 100003, *NUMBERS[1:]]
    forged = published().model_copy(
        update={"numbers": twice, "list_hash": drawing.list_hash("main", OPENS, twice)}
    )
    assert any("line 9: numbers, place 2: 100003 comes after 100003" in each for each in verify(str(forged)))


def test_every_single_character_that_is_changed_is_found():
    text = str(published())
    for at, was in enumerate(text):
        if not was.isspace():
            forged = text[:at] + ("7" if was != "7" else "8") + text[at + 1 :]
            assert verify(forged), forged[at - 20 : at + 20]


def test_a_consistent_forgery_is_found_by_the_hash_that_was_announced():
    forged = published().model_copy(update={"seed": "aa", "seed_hash": drawing.seed_hash("aa")})
    forged = forged.model_copy(update={"order": drawing.order("aa", NUMBERS)})
    assert verify(str(forged)) == []
    assert verify(str(forged), published().seed_hash) == [
        f"line 5: seed_hash: is not {published().seed_hash}, which was announced"
    ]


def test_what_is_no_draw_at_all_is_said():
    assert verify("{") == ["line 1: this is not JSON: Expecting property name enclosed in double quotes"]
    assert verify('{"line": "a", "line": "b"}') == ["line is said twice"]
    assert verify("[]") != []
    assert verify(str(published()).replace('"seed":', '"grain":')) != []
