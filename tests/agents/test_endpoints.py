"""Where an agent's phone can be: it is looked at when it is named, for nothing rings at a typing mistake."""

import pytest

from agents import (
    BadEndpoint,
    EndpointTaken,
    OwnNumber,
    add_user,
    disable_user,
    enable_user,
    set_endpoint,
    users,
)
from tests.agents.room import PASSWORD, Room

PHONES = [
    "client:front_desk2",
    "+19025550199",
    "+442079460958",
    "+15551234567",  # nobody's, and what a rehearsal takes
    "sip:rita@pbx.example.org",
    "sip:7@10.0.0.2:5061",
]


@pytest.mark.parametrize("endpoint", PHONES)
def test_an_agents_phone_is_a_browsers_a_number_in_full_or_an_address(room: Room, endpoint: str) -> None:
    added = room.database.run(
        lambda tx: add_user(tx, name="rita", password=PASSWORD, endpoint=endpoint, now=room.now)
    )
    assert added.endpoint == endpoint


NO_PHONES = [
    "foo", "+1", "+1abc", "9025550199", "+1902555019", "+1 902 555 0199", "", " ",
    "client:", "client:a b", "client:" + "a" * 80, "sip:", "sip:rita", "sip:@pbx", "sip:a b@pbx",
    "sip:<b>@pbx",
]  # fmt: skip


@pytest.mark.parametrize("endpoint", NO_PHONES)
def test_what_is_no_phone_is_refused_and_changes_nothing(room: Room, endpoint: str) -> None:
    room.hire("rita")
    with pytest.raises(BadEndpoint):
        room.database.run(
            lambda tx: add_user(tx, name="sam", password=PASSWORD, endpoint=endpoint, now=room.now)
        )
    with pytest.raises(BadEndpoint):
        room.database.run(lambda tx: set_endpoint(tx, name="rita", endpoint=endpoint))
    with room.database.reading() as look:
        assert [(each.name, each.endpoint) for each in users(look)] == [("rita", "client:rita")]


def test_two_agents_do_not_share_a_phone(room: Room) -> None:
    room.hire("rita")
    room.hire("sam")
    with pytest.raises(EndpointTaken, match="the phone of rita already"):
        room.database.run(lambda tx: set_endpoint(tx, name="sam", endpoint="client:rita"))
    room.database.run(lambda tx: set_endpoint(tx, name="rita", endpoint="client:rita"))  # her own
    room.database.run(lambda tx: disable_user(tx, name="rita", now=room.now))
    room.database.run(lambda tx: set_endpoint(tx, name="sam", endpoint="client:rita"))
    with pytest.raises(EndpointTaken, match="the phone of sam already"):
        room.database.run(lambda tx: enable_user(tx, name="rita", now=room.now))


def test_the_hotline_is_no_agents_phone(room: Room) -> None:
    room.hire("rita")
    ours = "+19025550100"
    with pytest.raises(OwnNumber):
        room.database.run(lambda tx: set_endpoint(tx, name="rita", endpoint=ours, ours=ours))
