"""Where a caller may be: a guess that is asked, by what the carrier says, else by the number."""

import pytest

from booking_core import BadFile, guess_region, load_campaign, load_clinics, load_towns
from scripts.stack.settings import ROOT
from tests.booking_core.campaign import CAMPAIGN, HEADER, NOW

HEAD = "town,province,region\n"
TOWNS = HEAD + (
    "Yarmouth,NS,Yarmouth County\nSt. John's,NL,Avalon\nHalifax,,Halifax County\nMoncton,NB,Halifax County\n"
    ",PE,Halifax County\n"
)
YARMOUTH, HALIFAX, SAINT_JOHNS = "+19027425555", "+19024215555", "+17097225555"


@pytest.fixture
def places(database):
    """A hotline with three regions and some towns of them."""
    names = ("Yarmouth County", "Halifax County", "Avalon")
    rows = (f"{name} Hall,{name},1 Main Street,2021-03-08 09:00,15,1,\n" for name in names)

    def work(tx):
        load_campaign(tx, CAMPAIGN)
        load_clinics(tx, HEADER + "".join(rows), now=NOW)
        return load_towns(tx, TOWNS)

    loaded = database.run(work)
    assert loaded.towns == 5
    assert loaded.exchanges > 20
    return database


def guess(database, *said):
    with database.reading() as look:
        found = guess_region(look, *said)
    return found and (found.region, found.by)


@pytest.mark.parametrize(
    ("said", "guessed"),
    [
        ((YARMOUTH,), ("Yarmouth County", "number")),
        ((HALIFAX,), ("Halifax County", "number")),
        ((SAINT_JOHNS,), ("Avalon", "number")),
        ((HALIFAX, "YARMOUTH", "NS"), ("Yarmouth County", "city")),
        ((None, "ST JOHNS", "NL"), ("Avalon", "city")),
        ((None, "Halifax", "NS"), ("Halifax County", "city")),
        ((None, "HALIFAX", ""), ("Halifax County", "city")),
        ((YARMOUTH, "", "NS"), ("Yarmouth County", "number")),
        ((YARMOUTH, "SYDNEY", "NS"), ("Yarmouth County", "number")),
        ((None, "CHARLOTTETOWN", "PE"), ("Halifax County", "province")),
        ((None, "YARMOUTH", "ME"), None),  # another Yarmouth, in Maine
        (("+19025550142",), None),  # a number that is all of Nova Scotia's
        (("+441422555555",), None),  # Halifax, in Yorkshire
        ((None,), None),
    ],
)
def test_a_guess(places, said, guessed):
    assert guess(places, *said) == guessed


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("Sydney,NS,Cape Breton", "line 2, column region: is no region; there are: Yarmouth"),
        (",,Avalon", "line 2, column town: is empty, and so is the province"),
        ("St Johns,NL,Avalon\nSt. John's,nl,Avalon", "line 3, column town: is on line 2 too"),
        ("Gander,NL,", "line 2, column region: is empty"),
    ],
)  # fmt: skip
def test_a_bad_town_is_named_and_the_old_ones_stay(places, row, says):
    with pytest.raises(BadFile, match=says):
        places.run(lambda tx: load_towns(tx, f"{HEAD}{row}\n"))
    assert guess(places, YARMOUTH) == ("Yarmouth County", "number")


def test_a_towns_file_is_the_whole_table_and_loads_twice(places):
    again = places.run(lambda tx: load_towns(tx, TOWNS))
    assert again.towns == 5
    places.run(lambda tx: load_towns(tx, HEAD + "St. John's,NL,Avalon\n"))
    assert guess(places, YARMOUTH) is None
    assert guess(places, SAINT_JOHNS) == ("Avalon", "number")


def test_the_demo_knows_where_nova_scotia_calls_from(database):
    demo = ROOT / "scripts" / "demo"

    def work(tx):
        load_campaign(tx, (demo / "campaign.toml").read_text(), weeks=298)
        load_clinics(tx, (demo / "clinics.csv").read_text(), now=NOW, weeks=298)
        return load_towns(tx, (demo / "towns.csv").read_text())

    assert database.run(work).exchanges > 60
    assert guess(database, YARMOUTH) == ("Yarmouth and the South Shore", "number")
    assert guess(database, "+19025625555") == ("Cape Breton", "number")
    assert guess(database, None, "BRIDGEWATER", "NS") == ("Yarmouth and the South Shore", "city")
