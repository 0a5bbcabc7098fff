"""The page of a morning: whole in one file, the same bytes again, readable by everybody."""

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Page

from scripts.mornings.compared import compared
from scripts.mornings.figures import Effort, figures
from scripts.mornings.judge import COUNTS
from scripts.mornings.judged import Judged
from scripts.mornings.report import Told, write
from scripts.mornings.report.plot import nice
from scripts.mornings.report.wishes import spoken
from scripts.mornings.report.words import ABSENT, count, counted, lasting, share
from tests.carrier.axe import complaints_of_axe
from tests.surge.small import CROWD, OUTCOMES, small

SPACE = "\N{NO-BREAK SPACE}"
VOID = {"meta"}


@pytest.fixture(scope="module")
def told() -> Told:
    it = small(people=6, units=8, lines=3)
    found = compared(it, CROWD, OUTCOMES, seed=1)
    judged = Judged(
        dict.fromkeys(COUNTS, 0), {"calls": 38, "places": 5, "promises": 2, "booked": 4, "forged": 0}
    )
    return Told(it, 6, 1, "scripts/surge --scenario small --seed 1", found, judged, ["Valkey 9 & SQLite"])


@pytest.fixture(scope="module")
def text(told: Told, tmp_path_factory: pytest.TempPathFactory) -> str:
    return write(tmp_path_factory.mktemp("report"), told).read_text()


class Whole(HTMLParser):
    """Fails where a tag is closed that was not open, and notes what the page asks the network for."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.asks: list[tuple[str, str | None]] = []

    def handle_starttag(self, tag, attributes):
        self.asks += [each for each in attributes if each[0] in {"src", "href", "srcset", "data", "action"}]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        pass

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_the_page_is_whole_and_asks_for_nothing(text: str):
    page = Whole()
    page.feed(text)
    page.close()
    assert page.open == []
    assert page.asks == []
    assert not re.search(r"<script|url\(|@import|https?://", text)


def test_the_same_morning_is_the_same_page_to_the_byte(told: Told, tmp_path: Path):
    one, other = (write(tmp_path / name, told).parent for name in ("one", "other"))
    for name in ("index.html", "figures.json"):
        assert (one / name).read_bytes() == (other / name).read_bytes()
    figures = json.loads((one / "figures.json").read_text())
    assert set(figures) == {"ours", "lottery", "fifo", "judged"}
    assert figures["judged"]["counts"] == dict.fromkeys(COUNTS, 0)
    assert figures["judged"]["there"]["calls"] == 38


def test_its_sentences_say_the_numbers(text: str):
    said = " ".join(text.replace(SPACE, " ").split())
    assert "4 of 8 appointments were booked: half of them by 07:05." in said
    assert "4 of 5 callers (80 %) knew the same morning what comes next" in said
    assert "People dialled 36 times, 7.2 times a caller; 86 % of it for nothing." in said
    assert (
        "2 were promised a call back; 1 had had it by the end of the morning; the others are owed it still"
        in said
    )
    assert (
        "an appointment, a call back, a place in the line that is kept, the waiting list, or the next" in said
    )
    assert "Valkey 9 &amp; SQLite" in said
    assert "1: 1 unexplained" in said


def test_one_hour_is_one_hour(told: Told, tmp_path: Path):
    lottery = told.policies[1]
    short = replace(lottery, effort=replace(lottery.effort, hours_for_nothing=1.2))
    said = write(tmp_path, replace(told, policies=[short])).read_text()
    assert "after 1 hour on the telephone in all" in " ".join(said.split())


def test_it_says_what_the_judge_found_in_plain_words(text: str):
    said = " ".join(text.split())
    assert '"big">80 % <small>knew the same morning what comes next<' in said
    assert (
        "No. Nobody was lost: every place, promise and appointment that was spoken is in the books." in said
    )
    assert "Nobody was left in silence." in said
    assert "forged call" not in said, "none was sent"
    assert "Nobody forged a webhook on this morning, so that none could be accepted." in said
    assert "38 calls, 5 places in the line, 2 promised calls and 4 appointments" in said


def test_what_is_wrong_is_said_first(told: Told, tmp_path: Path):
    counts = dict.fromkeys(COUNTS, 0) | {"oversold": 2}
    judged = Judged(counts, told.judged.there, {"a unit was taken by two": 2})
    said = " ".join(write(tmp_path, replace(told, judged=judged)).read_text().split())
    assert '"lead wrong">2 appointments were given to two people. Nobody was lost' in said
    assert "No appointment was given to two people" not in said
    assert ">a unit was taken by two</th><td>2<" in said


def test_a_morning_that_was_stopped_says_so_and_its_plots_end_there(told: Told, tmp_path: Path):
    stopped = told.scenario.until(15 * 60)
    found = compared(stopped, CROWD, OUTCOMES, seed=1)
    said = write(tmp_path, replace(told, scenario=stopped, policies=found)).read_text()
    assert "The morning was stopped at 07:14, for each way alike" in " ".join(said.split())
    assert "stopped" not in write(tmp_path, told).read_text()
    assert {each.course[-1].minute for each in found} == {14}
    course = said.partition('id="course"')[2].partition("</section>")[0]
    assert re.findall(r">(0\d:\d\d)</text>", course) == ["07:00", "07:05", "07:10"] * 3
    assert re.findall(r'scope="row">(.{5})<', course) == ["07:00", "07:05", "07:10"]


def test_every_count_of_the_judge_is_in_its_table_in_the_words_of_the_terminal(text: str):
    table = text.partition("What the judge counted")[2].partition("</table>")[0]
    found = dict(re.findall(r'scope="row">(.+?)</th><td>(\d+)<', table))
    assert found == {name.replace("_", " "): "0" for name in COUNTS}


def test_what_was_not_booked_by_then_is_not_called_never(told: Told, tmp_path: Path):
    stopped = told.scenario.until(15 * 60)
    found = compared(stopped, CROWD, OUTCOMES, seed=1)
    page = write(tmp_path, replace(told, scenario=stopped, policies=found)).read_text()
    assert "all of them by</th><td>not by 07:14</td>" in page
    assert "all of them by</th><td>not by" not in write(tmp_path, told).read_text()


def test_it_says_what_is_fair_and_what_a_wish_is(text: str):
    said = " ".join(text.split())
    assert "What is fair is the order within one wish" in said
    assert ">order within one wish, of places and turns: the least<" in said
    assert ">booked (a couple is one caller and takes two)<" in said
    assert ">Truro, one person<" in said
    assert "drawn by lot" not in said


@pytest.mark.parametrize(
    ("wish", "words"),
    [
        ("any, 1", "any region, one person"),
        ("Cape Breton, 2", "Cape Breton, two people"),
        ("Truro and Amherst, 3", "Truro and Amherst, 3 people"),
        ("a person, en", "an agent, in English"),
        ("a person, fr", "an agent, in French"),
    ],
)
def test_a_wish_is_said_in_words(wish: str, words: str):
    assert spoken(wish) == words


@pytest.mark.parametrize("seconds", [0, 30, 61, 3600])
def test_a_morning_that_was_stopped_at_any_minute_is_a_page(told: Told, tmp_path: Path, seconds: float):
    stopped = told.scenario.until(seconds)
    found = compared(stopped, CROWD, OUTCOMES, seed=1)
    assert "stopped at" in write(tmp_path, replace(told, scenario=stopped, policies=found)).read_text()


def test_what_was_not_judged_is_not_said(told: Told, tmp_path: Path):
    assert "judge" not in write(tmp_path, replace(told, judged=Judged())).read_text()


def test_every_plot_is_drawn_named_and_told_as_a_table(text: str):
    plots = [ET.fromstring(each) for each in re.findall(r"<svg.*?</svg>", text, re.DOTALL)]
    shown = [plot for plot in plots if plot.get("aria-hidden") != "true"]
    assert len(shown) == 3 + 1 + 3 + 3 + 3 + 1
    assert all(plot.get("role") == "img" and plot.get("aria-label") for plot in shown)
    assert "nan" not in text.lower().split()
    charts = text.split('<section class="chart"')[1:]
    assert len(charts) == 6
    assert all("<details>" in chart and "<table>" in chart for chart in charts)


def test_a_report_of_one_policy_and_of_nobody_is_a_page_too(told: Told, tmp_path: Path):
    alone = write(tmp_path / "alone", replace(told, policies=told.policies[1:2])).read_text()
    assert "meet one way of answering" in alone
    assert "None of these policies promised a call back" in alone
    nobody = figures("ours", told.scenario, [], [])
    assert "0 of 1 appointments" in write(tmp_path / "0", replace(told, policies=[nobody])).read_text()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everybody_can_read_it(page: Page, told: Told, tmp_path: Path, width: int, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(write(tmp_path, told).as_uri())
    for summary in page.locator("summary").all():
        summary.click()
    assert complaints_of_axe(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "dials"), [(320, 812_345), (375, 8_123_456)])
def test_the_policies_are_side_by_side_on_a_phone_too(
    page: Page, told: Told, tmp_path: Path, width: int, dials: int
):
    dialled = Effort(dials, dials - 999, 1234, told.policies[0].effort.attempts, 123_456.0, 123_444.0)
    many = [replace(each, effort=dialled) for each in told.policies]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(write(tmp_path, replace(told, policies=many)).as_uri())
    right = page.locator(".beside").evaluate("each => each.getBoundingClientRect().right")
    assert right <= width - 16


@pytest.mark.parametrize(
    ("part", "whole", "words"),
    [(1, 3, "33 %"), (0, 9, "0 %"), (9, 9, "100 %"), (996, 1000, "99.6 %"), (9999, 10_000, "99.99 %"),
     (1, 200, "0.5 %"), (1, 0, ABSENT)],
)  # fmt: skip
def test_a_share_is_all_or_nothing_only_where_it_is(part: int, whole: int, words: str):
    assert share(part, whole) == words.replace(" ", SPACE)


def test_numbers_and_times_as_people_read_them():
    assert count(1234567) == "1,234,567"
    said = [lasting(each).replace(SPACE, " ") for each in (None, 59, 600, 9000)]
    assert said == [ABSENT, "59 s", "10 min", "2 h 30 min"]
    assert nice(48_000) == [0, 20_000, 40_000, 60_000]
    assert nice(7) == [0, 2, 4, 6, 8]
    assert [counted(each, "hour") for each in (0, 0.7, 2)] == ["0 hours", "1 hour", "2 hours"]
    assert nice(0.3) == pytest.approx([0, 0.1, 0.2, 0.3])


@pytest.mark.parametrize(
    ("most", "ticks"),
    [
        (0, [0]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (7, [0, 2, 4, 6, 8]),
        (10, [0, 5, 10]),
        (90, [0, 25, 50, 75, 100]),
    ],
)
def test_what_is_counted_has_whole_ticks(most: int, ticks: list[int]):
    assert nice(most, whole=True) == ticks


def test_the_plot_of_few_appointments_has_equal_steps(told: Told, tmp_path: Path):
    few = small(people=6, units=10)
    found = compared(few, CROWD, OUTCOMES, seed=1)
    page = write(tmp_path, replace(told, scenario=few, policies=found)).read_text()
    chart = page.partition('id="booked"')[2].partition("</section>")[0]
    assert re.findall(r'text-anchor="end">(\d+)</text>', chart) == ["0", "5", "10"]
