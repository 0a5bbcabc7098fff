"""The picture of growth: each curve a line through what was measured, and nothing where nothing was."""

from pathlib import Path
from xml.etree import ElementTree as ET

from scripts.measures.curves import draw
from scripts.measures.rows import Row

LINE = "{http://www.w3.org/2000/svg}polyline"


def points(name: str, *values: float) -> list[Row]:
    return [Row(f"{name}", it, "us", curve=name, size=1000 * 10**at) for at, it in enumerate(values)]


def test_each_curve_is_a_line_that_rises_where_the_figures_do(tmp_path: Path):
    draw([Row("beside", 7.0), *points("join", 100, 100, 200), *points("position", 50, 40, 40)], tmp_path)
    picture = ET.parse(tmp_path / "growth.svg")
    join, position = ([*map(_pair, each.get("points", "").split())] for each in picture.iter(LINE))
    assert [x for x, _ in join] == [x for x, _ in position] == [60, 320, 580]
    assert join[0][1] == join[1][1] > join[2][1]  # upwards is less, in a picture
    assert position[0][1] < position[1][1]
    assert {"join", "position", "1,000", "100,000"} <= set(picture.getroot().itertext())


def test_without_a_curve_there_is_no_picture(tmp_path: Path):
    draw([Row("beside", 7.0)], tmp_path)
    assert list(tmp_path.iterdir()) == []


def _pair(words: str) -> tuple[float, float]:
    x, _, y = words.partition(",")
    return float(x), float(y)
