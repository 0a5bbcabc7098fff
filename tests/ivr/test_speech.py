"""Moments, days and numbers as people say them."""

from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from ivr.speech import birth_date, clock_time, digits, moment

TUESDAY = datetime(2027, 3, 9, 10, 30, tzinfo=ZoneInfo("America/Halifax"))


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "Tuesday, March the ninth, at ten thirty in the morning"),
        ("fr", "le mardi neuf mars, à dix heures trente du matin"),
        ("es", "martes nueve de marzo, a las diez y media de la mañana"),
    ],
)
def test_a_moment(language: str, said: str) -> None:
    assert moment(language, TUESDAY) == said


@pytest.mark.parametrize(
    ("when", "en", "fr", "es"),
    [
        (time(0), "midnight", "minuit", "las doce de la noche"),
        (time(9), "nine o'clock in the morning", "neuf heures du matin", "las nueve de la mañana"),
        (
            time(9, 5),
            "nine oh five in the morning",
            "neuf heures cinq du matin",
            "las nueve y cinco de la mañana",
        ),
        (time(12), "twelve noon", "midi", "las doce del mediodía"),
        (time(12, 15), "twelve fifteen in the afternoon", "midi quinze", "las doce y cuarto de la tarde"),
        (time(13), "one o'clock in the afternoon", "une heure de l'après-midi", "la una de la tarde"),
        (
            time(16, 45),
            "four forty-five in the afternoon",
            "quatre heures quarante-cinq de l'après-midi",
            "las cuatro y cuarenta y cinco de la tarde",
        ),
        (
            time(18, 21),
            "six twenty-one in the evening",
            "six heures vingt et une du soir",
            "las seis y veintiuno de la noche",
        ),
    ],
)
def test_a_time_of_day(when: time, en: str, fr: str, es: str) -> None:
    assert [clock_time(language, when) for language in ("en", "fr", "es")] == [en, fr, es]


@pytest.mark.parametrize(
    ("born", "en", "fr", "es"),
    [
        (
            date(1934, 3, 9),
            "March the ninth, nineteen thirty-four",
            "le neuf mars mille neuf cent trente-quatre",
            "el nueve de marzo de mil novecientos treinta y cuatro",
        ),
        (
            date(1901, 12, 1),
            "December the first, nineteen oh one",
            "le premier décembre mille neuf cent un",
            "el primero de diciembre de mil novecientos uno",
        ),
        (
            date(1980, 8, 22),
            "August the twenty-second, nineteen eighty",
            "le vingt-deux août mille neuf cent quatre-vingts",
            "el veintidós de agosto de mil novecientos ochenta",
        ),
        (
            date(2005, 1, 31),
            "January the thirty-first, two thousand and five",
            "le trente et un janvier deux mille cinq",
            "el treinta y uno de enero de dos mil cinco",
        ),
    ],
)
def test_a_birth_date(born: date, en: str, fr: str, es: str) -> None:
    assert [birth_date(language, born) for language in ("en", "fr", "es")] == [en, fr, es]


def test_a_reference_is_said_digit_by_digit_in_groups() -> None:
    assert digits("en", "47125830") == "4 7 1 2, 5 8 3 0"
