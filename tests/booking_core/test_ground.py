"""The ground: numbers, check digits, answers given once, and a schema that is what the tables say."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking_core import GroundSettings, OtherRequest, is_spoken_number, last_two, number, once, spoken_number
from booking_core.check_digits import check_digit

NOW = datetime(2021, 3, 1, 12, 0, tzinfo=UTC)


def test_nobody_else_may_look_into_the_data_folder(tmp_path):
    tmp_path.chmod(0o755)
    assert GroundSettings(fairline_data=tmp_path).data.stat().st_mode & 0o077 == 0


def test_damms_own_example():
    assert check_digit("572") == "4"


@given(st.integers(0, 10**7 - 1), st.integers(0, 7), st.integers(1, 9))
def test_every_single_wrong_digit_is_caught(body, position, slip):
    digits = f"{body:07}"
    whole = list(digits + check_digit(digits))
    assert is_spoken_number("".join(whole))
    whole[position] = str((int(whole[position]) + slip) % 10)
    assert not is_spoken_number("".join(whole))


@given(st.integers(0, 10**7 - 1), st.integers(0, 6))
def test_every_swap_of_neighbours_is_caught(body, position):
    digits = f"{body:07}"
    whole = digits + check_digit(digits)
    swapped = whole[:position] + whole[position + 1] + whole[position] + whole[position + 2 :]
    assert is_spoken_number(swapped) == (swapped == whole)


def test_a_drawn_number_checks_and_starts_with_no_zero():
    assert all(is_spoken_number(drawn) and drawn[0] != "0" for drawn in (spoken_number() for _ in range(200)))


@pytest.mark.parametrize("text", ["", "1234567", "123456789", "1234567a", "٥٧٢٠٠٠٠٤"])
def test_what_is_no_spoken_number(text):
    assert not is_spoken_number(text)


@pytest.mark.parametrize(
    ("text", "country", "e164"),
    [
        ("+19025550142", None, "+19025550142"),
        ("(902) 555-0142", "CA", "+19025550142"),
        ("anonymous", "CA", None),
        ("+266696687", None, None),
        ("", None, None),
    ],
)
def test_numbers_are_read_as_people_write_them(text, country, e164):
    assert number(text, country) == e164


def test_a_log_shows_two_digits_at_most():
    assert last_two("+19025550142") == "…42"
    assert last_two(None) == "withheld"


def test_asking_twice_with_one_key_is_asking_once(database):
    done = []

    def ask(request):
        work = lambda: done.append(1) or {"booked": len(done)}  # noqa: E731
        return database.run(lambda tx: once(tx, "key", request, work, NOW))

    assert ask({"a": 1}) == {"booked": 1}
    assert ask({"a": 1}) == {"booked": 1}
    assert done == [1]
    with pytest.raises(OtherRequest):
        ask({"a": 2})
