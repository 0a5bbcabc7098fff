"""Numbers written out, as far as clocks, days and years need them (0 to 9999), in each language."""

# ruff: noqa: SIM905 - a line of words reads better than a list of quoted ones

from collections.abc import Callable

_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen"
).split()
_EN_TENS = "zero ten twenty thirty forty fifty sixty seventy eighty ninety".split()
_EN_ORDINALS = {
    "one": "first", "two": "second", "three": "third", "five": "fifth", "eight": "eighth", "nine": "ninth",
    "twelve": "twelfth", "twenty": "twentieth", "thirty": "thirtieth",
}  # fmt: skip
_FR = (
    "zéro un deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept "
    "dix-huit dix-neuf"
).split()
_FR_TENS = "zéro dix vingt trente quarante cinquante soixante soixante quatre-vingt quatre-vingt".split()
_ES = (
    "cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciséis "
    "diecisiete dieciocho diecinueve veinte veintiuno veintidós veintitrés veinticuatro veinticinco "
    "veintiséis veintisiete veintiocho veintinueve"
).split()
_ES_TENS = "cero diez veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa".split()
_ES_HUNDREDS = (
    "cero ciento doscientos trescientos cuatrocientos quinientos seiscientos setecientos ochocientos "
    "novecientos"
).split()


def english(number: int) -> str:
    """Write a number below a hundred: thirty-four."""
    if number < len(_EN):
        return _EN[number]
    tens, ones = divmod(number, 10)
    return _EN_TENS[tens] + (f"-{_EN[ones]}" if ones else "")


def english_ordinal(number: int) -> str:
    """Write the place of a day in its month: ninth, twenty-first."""
    head, dash, last = english(number).rpartition("-")
    return head + dash + _EN_ORDINALS.get(last, f"{last}th")


def english_year(year: int) -> str:
    """Write a year as it is said: nineteen thirty-four, two thousand and five, twenty twenty-six."""
    century, rest = divmod(year, 100)
    if century % 10 == 0 and rest < len(_EN) // 2:
        return f"{_EN[century // 10]} thousand" + (f" and {_EN[rest]}" if rest else "")
    if rest == 0:
        return f"{english(century)} hundred"
    return f"{english(century)} {english(rest) if rest > 9 else 'oh ' + _EN[rest]}"  # noqa: PLR2004


def french(number: int) -> str:
    """Write a number: quatre-vingt-un, mille neuf cent trente-quatre."""
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    words = [_many(french, thousands, "mille")] if thousands else []
    words += [_many(french, hundreds, "cent")] if hundreds else []
    words += [_small_french(small)] if small or not words else []
    return " ".join(words)


def spanish(number: int) -> str:
    """Write a number: treinta y cuatro, mil novecientos treinta y cuatro."""
    thousands, rest = divmod(number, 1000)
    hundreds, small = divmod(rest, 100)
    words = [_many(spanish, thousands, "mil")] if thousands else []
    words += ["cien" if rest == 100 else _ES_HUNDREDS[hundreds]] if hundreds else []  # noqa: PLR2004
    words += [_small_spanish(small)] if small or not words else []
    return " ".join(words)


def _many(spell: Callable[[int], str], count: int, word: str) -> str:
    return word if count == 1 else f"{spell(count)} {word}"


def _small_french(number: int) -> str:
    if number < len(_FR):
        return _FR[number]
    tens, ones = divmod(number, 10)
    if tens in (7, 9):
        ones += 10
    if ones == 0:
        return _FR_TENS[tens] + ("s" if number == 80 else "")  # noqa: PLR2004
    joint = " et " if ones in (1, 11) and tens < 8 else "-"  # noqa: PLR2004
    return _FR_TENS[tens] + joint + _FR[ones]


def _small_spanish(number: int) -> str:
    if number < len(_ES):
        return _ES[number]
    tens, ones = divmod(number, 10)
    return _ES_TENS[tens] + (f" y {_ES[ones]}" if ones else "")
