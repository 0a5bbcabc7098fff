"""Growth as a picture: what a call takes over how many wait, each curve a line, and its bar dashed."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import log10
from pathlib import Path

from jinja2 import Environment

from scripts.measures.growth import MOST
from scripts.measures.rows import Row

WIDE, HIGH, LEFT, BELOW = 640, 360, 60, 40
COLOURS = ("#1f5a8c", "#b3541e", "#4a7a3a")
FILE = "growth.svg"
TEMPLATE = Path(__file__).with_name("growth.svg.jinja")


@dataclass(frozen=True, slots=True)
class Curve:
    """A line of the picture: its points in the picture's own units, and where its bar is."""

    name: str
    colour: str
    points: Sequence[tuple[float, float]]
    bar: float


def draw(rows: Iterable[Row], folder: Path) -> None:
    """Draw the rows that are points of curves into `growth.svg`; nothing where there are none."""
    points = [row for row in rows if row.curve and row.size]
    if not points:
        return
    folder.mkdir(parents=True, exist_ok=True)
    top = 1.1 * max(MOST * _first(points, row.curve).value for row in points)
    top = max(top, 1.1 * max(row.value for row in points))
    sizes = sorted({row.size or 1 for row in points})
    picture = Environment(autoescape=True).from_string(TEMPLATE.read_text())
    across = [(_across(size, sizes), f"{size:,}") for size in sizes]
    upward = [(_up(top * step / 4, top), f"{top * step / 4:,.0f}") for step in range(5)]
    sides = {"wide": WIDE, "high": HIGH, "left": LEFT}
    curves = list(_curves(points, sizes, top))
    (folder / FILE).write_text(picture.render(curves=curves, across=across, upward=upward, **sides))


def _curves(points: Sequence[Row], sizes: Sequence[int], top: float) -> Iterator[Curve]:
    for name, colour in zip(dict.fromkeys(row.curve for row in points), COLOURS, strict=False):
        mine = [(_across(row.size or 1, sizes), _up(row.value, top)) for row in points if row.curve == name]
        yield Curve(name, colour, mine, _up(MOST * _first(points, name).value, top))


def _first(points: Iterable[Row], curve: str) -> Row:
    return min((row for row in points if row.curve == curve), key=lambda row: row.size or 0)


def _across(size: int, sizes: Sequence[int]) -> float:
    """Return where a count stands: ten times as many are as far apart everywhere."""
    span = log10(sizes[-1] / sizes[0]) or 1
    return round(LEFT + (WIDE - 2 * LEFT) * log10(size / sizes[0]) / span, 1)


def _up(value: float, top: float) -> float:
    return round(HIGH - BELOW - (HIGH - 2 * BELOW) * value / top, 1)
