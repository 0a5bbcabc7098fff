"""Each setting has its line in docs/settings.md, and each line there is a setting."""

import importlib
import re

import pytest
from pydantic_settings import BaseSettings

from tests.house.source import PACKAGES, ROOT, files, name_of

PAGE = (ROOT / "docs" / "settings.md").read_text(encoding="utf-8")
READ_BY_THE_PROCFILE = {"WEB_PORT"}
OF_THE_SCRIPTS = {"FAIRLINE_TEST_PROCESSES", "FAIRLINE_TEST_REDIS", "CHROMIUM", "CI"}


def settings_classes() -> list[type[BaseSettings]]:
    paths = [path for path in files(*PACKAGES, "scripts") if path.name == "settings.py"]
    modules = [importlib.import_module(name_of(path).removesuffix(".py").replace("/", ".")) for path in paths]
    found = (value for module in modules for value in vars(module).values())
    return [value for value in found if isinstance(value, type) and issubclass(value, BaseSettings)]


SETTINGS = {name.upper() for each in settings_classes() for name in each.model_fields}


@pytest.mark.parametrize("name", sorted(SETTINGS))
def test_a_setting_is_documented(name):
    assert f"| `{name}` |" in PAGE


def test_nothing_else_is_documented():
    documented = set(re.findall(r"^\| `([A-Z_]+)` \|", PAGE, re.MULTILINE))
    assert documented - SETTINGS - READ_BY_THE_PROCFILE - OF_THE_SCRIPTS == set()
