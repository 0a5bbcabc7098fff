"""Whom a release is for: by birth, month, surname, letter and area code; pure."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from booking_core import Cohort, Person
from booking_core.letters import between, letters

ROSE = Person(date(1931, 5, 2), "+19025550142")
LEAP = Person(date(1936, 2, 29), "+19025550142")
LETTER = replace(ROSE, code="55548658", batch="letter 1", surname="MACDONAL")


def admits(cohort, person):
    return cohort.may_admit(person) and not cohort.asks_letter(person)


def test_what_is_not_said_admits_everybody():
    assert admits(Cohort(), Person(date(2020, 1, 1)))


@pytest.mark.parametrize(
    ("cohort", "admitted", "refused"),
    [
        (Cohort(born_until=date(1931, 5, 2)), ROSE, replace(ROSE, birth_date=date(1931, 5, 3))),
        (Cohort(born_from=date(1931, 5, 2)), ROSE, replace(ROSE, birth_date=date(1931, 5, 1))),
        (Cohort(born_from=date(1936, 2, 29), born_until=date(1936, 2, 29)), LEAP, ROSE),
        (Cohort(birth_months=(2,)), LEAP, ROSE),
        (Cohort(birth_months=(4, 5)), ROSE, LEAP),
        (Cohort(area_codes=("+1902", "+1782")), ROSE, replace(ROSE, phone="+14165550142")),
        (Cohort(area_codes=("+1902",)), ROSE, replace(ROSE, phone="+33902555014")),
        (Cohort(area_codes=("+1902",)), ROSE, replace(ROSE, phone=None)),
        (Cohort(batches=("letter 1",)), LETTER, replace(LETTER, batch="letter 2")),
        (Cohort(surname_from="M", surname_until="MAC"), LETTER, replace(LETTER, surname="Mbeki")),
        (Cohort(surname_until="L"), replace(ROSE, surname="Légaré"), LETTER),
        (Cohort(surname_from="N"), replace(ROSE, surname="Ó Néill"), LETTER),
    ],
)
def test_everything_that_is_said_has_to_hold(cohort, admitted, refused):
    assert admits(cohort, admitted)
    assert not cohort.may_admit(refused)
    assert not admits(cohort, refused)


@pytest.mark.parametrize(
    "cohort", [Cohort(batches=("letter 1",)), Cohort(surname_from="A", surname_until="F")]
)
def test_without_a_code_the_letter_may_still_say_it(cohort):
    assert cohort.may_admit(ROSE)
    assert cohort.asks_letter(ROSE)
    assert not admits(cohort, ROSE)
    silent = replace(LETTER, batch="letter 2", surname=None)
    assert not cohort.may_admit(silent)  # their letter does not say it


def test_a_surname_that_was_given_needs_no_letter():
    cohort = Cohort(surname_from="A", surname_until="F")
    assert admits(cohort, replace(ROSE, surname="d'Entremont"))
    assert not cohort.may_admit(replace(ROSE, surname="Smith"))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("O'Brien", "OBRIEN"),
        ("Mac Donald", "MACDONALD"),
        ("Saint-Éxupéry", "SAINTEXUPERY"),
        ("Strauß", "STRAUSS"),
        ("Łukasz", "LUKASZ"),
        ("Ærø", "AERO"),
        ("Иванов", "ZZZZZZ"),
        ("王", "Z"),
        ("42", ""),
    ],
)
def test_a_surname_is_its_letters(name, key):
    assert letters(name) == key


@given(st.text(min_size=1, max_size=12).filter(letters))
def test_ranges_that_cover_the_alphabet_leave_nobody_out(name):
    ranges = [("A", "F"), ("G", "L"), ("M", "MAC"), ("MAD", "S"), ("T", "Z")]
    assert [between(letters(name), *each) for each in ranges].count(True) == 1


@given(
    st.builds(
        Cohort,
        born_from=st.none() | st.dates(),
        born_until=st.none() | st.dates(),
        birth_months=st.lists(st.integers(1, 12), unique=True).map(tuple),
        surname_from=st.sampled_from(["", "A"]),
        batches=st.lists(st.text(max_size=5)).map(tuple),
        area_codes=st.sampled_from([(), ("+1902",)]),
    )
)
def test_a_cohort_is_read_as_it_was_stored(cohort):
    assert Cohort.read(cohort.stored()) == cohort
