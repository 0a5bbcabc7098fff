"""Plots as inline SVG: a panel of axes, lines, bars and dots, whose colours are the page's."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

WIDTH = 360
LEFT, RIGHT, TOP, BOTTOM = 46, 14, 12, 30
STEPS = (1, 2, 2.5, 5, 10)
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Scale:
    """Leads values from `low` to `high` to places from `start` to `end`."""

    low: float
    high: float
    start: float
    end: float

    def __call__(self, value: float) -> float:
        span = (self.high - self.low) or 1
        return self.start + (value - self.low) / span * (self.end - self.start)


@dataclass(slots=True)
class Panel:
    """One small plot; `x` and `y` are the least and the greatest value of each axis."""

    title: str  # for who cannot see it: what it shows, in a sentence
    x: tuple[float, float]
    y: tuple[float, float]
    height: int = 220
    left: int = LEFT
    marks: list[Markup] = field(default_factory=list)

    @property
    def across(self) -> Scale:
        return Scale(*self.x, self.left, WIDTH - RIGHT)

    @property
    def up(self) -> Scale:
        return Scale(*self.y, self.height - BOTTOM, TOP)

    def text(self, at: Point, words: str, anchor: str = "middle", kind: str = "") -> None:
        """Write words at a place of the page."""
        mark = Markup('<text class="{}" x="{:.1f}" y="{:.1f}" text-anchor="{}">{}</text>')
        self.marks.append(mark.format(kind, *at, anchor, words))

    def ticks_across(self, ticks: Iterable[tuple[float, str]]) -> None:
        """Label the horizontal axis."""
        for value, words in ticks:
            self.text((self.across(value), self.height - BOTTOM + 17), words)

    def ticks_up(self, ticks: Iterable[tuple[float, str]]) -> None:
        """Label the vertical axis, with a line across for each."""
        ends = (self.left, WIDTH - RIGHT)
        for value, words in ticks:
            height = self.up(value)
            self._line((ends[0], height), (ends[1], height), "rule")
            self.text((ends[0] - 6, height + 4), words, "end")

    def curve(self, points: Sequence[Point], kind: str) -> None:
        """Draw a line through points, of which those on a straight line are left out."""
        if not points:
            return
        places = [f"{self.across(x):.1f},{self.up(y):.1f}" for x, y in _bends(points)]
        self.marks.append(Markup('<polyline class="curve {}" points="{}"/>').format(kind, " ".join(places)))

    def dots(self, points: Iterable[Point], kind: str) -> None:
        for x, y in points:
            place = (self.across(x), self.up(y))
            self.marks.append(
                Markup('<circle class="dot {}" cx="{:.1f}" cy="{:.1f}" r="4"/>').format(kind, *place)
            )

    def bar(self, row: float, value: float, thick: float, kind: str) -> None:
        """Draw a bar from the left, its upper edge at `row` of the page."""
        long = max(0.0, self.across(value) - self.left)
        mark = Markup('<rect class="bar {}" x="{}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>')
        self.marks.append(mark.format(kind, self.left, row, long, thick))

    def _line(self, one: Point, other: Point, kind: str) -> None:
        mark = Markup('<line class="{}" x1="{:.1f}" y1="{:.1f}" x2="{:.1f}" y2="{:.1f}"/>')
        self.marks.append(mark.format(kind, *one, *other))

    def __html__(self) -> str:
        body = Markup("").join(self.marks)
        head = Markup('<svg viewBox="0 0 {} {}" role="img" aria-label="{}">').format(
            WIDTH, self.height, self.title
        )
        return head + body + Markup("</svg>")


def nice(most: float, about: int = 4, *, whole: bool = False) -> list[float]:
    """Return round ticks from 0 up to the first at or above `most`; whole ones of what is counted."""
    rough = max(most / about, 1.0 if whole else 1e-9)
    power = 10 ** _exponent(rough)
    steps = (power * each for each in STEPS)
    step = next(each for each in steps if each >= rough * 0.999 and not (whole and each % 1))
    ticks = [0.0]
    while ticks[-1] < most * 0.999:
        ticks.append(len(ticks) * step)
    return ticks


def _exponent(number: float) -> int:
    return int(f"{number:e}".partition("e")[2])


def _bends(points: Sequence[Point]) -> list[Point]:
    """Leave out points between two others of the same height."""
    inner = (
        here
        for before, here, after in zip(points, points[1:], points[2:], strict=False)
        if not before[1] == here[1] == after[1]
    )
    return [points[0], *inner, points[-1]] if len(points) > 1 else list(points)
