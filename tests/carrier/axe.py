"""Axe, which judges what a page shows."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.carrier.phones import ROOT

AXE = ROOT / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


def complaints_of_axe(page: Page) -> list[str]:
    """What is not accessible on a page, by the rules of WCAG 2.2 AA."""
    if not AXE.exists():
        pytest.skip("axe is absent: npm package axe-core in node_modules")
    page.evaluate(AXE.read_text())
    found = page.evaluate("rules => axe.run({runOnly: rules})", RULES)
    return [f"{one['id']}: {[node['html'] for node in one['nodes']]}" for one in found["violations"]]
