"""The scripts and their headers."""

import re

import pytest
from redis import Redis

from queueing import lua
from queueing.classes import Classes
from queueing.lua import Script, scripts

ALL = sorted(scripts().values(), key=lambda script: script.name)
NAMES = [script.name for script in ALL]


DESK = {"agent": "ann", "serves": "1 * -"} | dict.fromkeys(
    ("offered", "until", "why", "state", "place", "by"), ""
)


def match(valkey: Redis, classes: list[str]) -> object:
    return lua.run(valkey, "main", "match", asks="", until=5, at=1, classes=classes)


@pytest.mark.parametrize("script", ALL, ids=NAMES)
def test_each_header_says_what_the_script_takes_and_gives(script: Script):
    words = re.findall(r"^-- (KEYS|ARGV|Returns)\s+\S", script.body, re.MULTILINE)
    assert words == ["KEYS", *(["ARGV"] if "ARGV" in script.body else []), "Returns"]
    assert script.body.startswith("-- ")
    assert ("'XADD'" in script.body) == ("-- Emits" in script.body)


@pytest.mark.parametrize("script", ALL, ids=NAMES)
def test_each_script_unpacks_as_many_words_as_its_header_names(script: Script):
    taken = {
        source: names.split(", ")
        for names, source in re.findall(r"local ([\w, ]+) = unpack\((KEYS|ARGV)\)", script.body)
    }
    plain = [name for name in script.keys if ":" not in name]
    keys = taken.get("KEYS", list(script.keys))
    assert [name for name in keys if name in plain] == plain
    assert len(keys) == len(script.keys) - (script.name == "match")  # which looks at all orders alike
    assert len(taken.get("ARGV", script.args)) == len(script.args)


@pytest.mark.parametrize("script", ALL, ids=NAMES)
def test_no_script_reads_a_clock_or_rounds_a_key(script: Script):
    code = re.sub(r"--.*", "", script.body)
    assert not re.search(r"'(TIME|EXPIRE|PEXPIRE|SETEX)'|\bEX\b", code)
    assert not re.search(r"to(number|string)\((key|score)", code)


def test_every_key_of_a_line_shares_its_hash_tag():
    tags = {lua.key("north", part).split("}")[0] for script in ALL for part in script.keys}
    assert tags == {"line:{north"}


def test_a_word_too_many_is_refused(valkey: Redis):
    with pytest.raises(TypeError):
        lua.run(valkey, "main", "back", agent="ann", place=1, classes=[], more=1)


def test_the_largest_exact_key_comes_through_every_script_as_it_is(valkey: Redis):
    largest, classes = 2**53 - 1, ["desk.en"]
    Classes(valkey, "main").add(classes)
    place = {"version": 1, "wish_class": "desk.en", "was": "desk.en", "event": "joined", "told": "-"}
    stands = {"record": "1 waiting en desk.en 1", **place}
    lua.run(valkey, "main", "whole", epoch="x", count=0, at=1)
    lua.run(valkey, "main", "put", place=1, key=str(largest - 1), **stands)
    lua.run(valkey, "main", "put", place=2, key=str(largest), **stands)
    lua.run(valkey, "main", "desk", version=1, at=1, classes=classes, **DESK)
    assert match(valkey, classes) == ["ann", "1"]
    said = lua.run(valkey, "main", "wait", place=2, turn="", at=1, classes=classes)
    assert said == ["1 waiting en desk.en 1", "|1|1|2|||||1|", ""]
    assert lua.run(valkey, "main", "back", agent="ann", place=1, classes=classes) == 1
    assert match(valkey, classes) == ["ann", "1"]
    offered = DESK | {"serves": "- * -", "offered": 1, "until": 5}
    lua.run(valkey, "main", "desk", version=2, at=1, classes=classes, **offered)
    lua.run(valkey, "main", "expire", at=9, classes=classes)
    scores = valkey.zrange("line:{main}:order:desk.en", 0, -1, withscores=True)
    assert scores == [("1", largest - 1), ("2", largest)]


def test_a_key_of_fewer_digits_is_earlier(valkey: Redis):
    Classes(valkey, "main").add(["desk.en", "desk.fr"])
    lua.run(valkey, "main", "whole", epoch="x", count=0, at=1)
    lua.run(valkey, "main", "desk", version=1, at=1, classes=[], **DESK)
    valkey.zadd("line:{main}:order:desk.en", {"10": 10**15})
    valkey.zadd("line:{main}:order:desk.fr", {"9": 10**15 - 1})
    assert match(valkey, ["desk.en", "desk.fr"]) == ["ann", "9"]
