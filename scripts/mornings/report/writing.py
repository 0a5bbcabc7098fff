"""Write the page: one file that needs nothing else, and the figures beside it for programs."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from scripts.mornings.report.attempts import attempts
from scripts.mornings.report.beside import beside
from scripts.mornings.report.booked import booked
from scripts.mornings.report.course import course
from scripts.mornings.report.headline import headlines, summary
from scripts.mornings.report.parameters import parameters
from scripts.mornings.report.promises import promises
from scripts.mornings.report.regions import regions
from scripts.mornings.report.told import KINDS, NAMES, Told
from scripts.mornings.report.verdict import looked_at, looked_for, verdict, was_forged
from scripts.mornings.report.waits import waits
from scripts.mornings.report.wishes import spoken
from scripts.mornings.report.words import count, counted, decimal

HERE = Path(__file__).parent
CHARTS = (course, booked, waits, attempts, regions, promises)


def write(folder: Path, told: Told) -> Path:
    """Write `index.html` and `figures.json`, the same bytes for the same morning; returns the page."""
    folder.mkdir(parents=True, exist_ok=True)
    around = Environment(
        loader=FileSystemLoader(HERE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    page = around.get_template("page.html").render(
        told=told, names=NAMES, kinds=KINDS, summary=summary(told), headlines=headlines(told),
        beside=beside(told), verdict=verdict(told), looked_at=looked_at(told),
        looked_for=list(looked_for(told)), was_forged=was_forged(told),
        charts=[draw(told) for draw in CHARTS] if told.policies else [],
        parameters=parameters(told), exceptions=list(_exceptions(told)), count=count, counted=counted,
    )  # fmt: skip
    (folder / "index.html").write_text(page + "\n", encoding="utf-8")
    figures = {each.policy: each.as_json() for each in told.policies} | {"judged": asdict(told.judged)}
    (folder / "figures.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return folder / "index.html"


def _exceptions(told: Told) -> Iterable[tuple[str, str, str, str, str]]:
    """Yield of each wish: policy, wish, served, correlation of key and turn, the overtaken by reason."""
    for policy in told.policies:
        for each in policy.fairness.wishes:
            reasons = ", ".join(f"{count(number)} {reason}" for reason, number in each.reasons.items())
            why = f"{count(each.overtaken)}: {reasons}" if each.overtaken else "none"
            yield (
                NAMES[policy.policy],
                spoken(each.wish),
                count(each.served),
                decimal(each.correlation, 4),
                why,
            )
