"""Twilio's own OpenAPI description, taken from the npm package that carries it."""

from __future__ import annotations

import json
import re
from email.utils import parsedate_to_datetime
from functools import cache
from typing import Any

from jsonschema import FormatChecker  # type: ignore[import-untyped]
from openapi_schema_validator import OAS30Validator

from tests.carrier.phones import ROOT

PACKAGE = ROOT / "node_modules" / "@twilio" / "cli-core"
FILE = PACKAGE / "src" / "services" / "twilio-api" / "twilio_api_v2010.json"
NULLABLE = {"conference_enum_reason_conference_ended"}  # null while it lasts, by the description's own words
FORMATS = FormatChecker(())


@FORMATS.checks("date-time-rfc-2822", ValueError)  # type: ignore[untyped-decorator]
def _is_a_date(text: object) -> bool:
    return text is None or parsedate_to_datetime(str(text)).utcoffset() is not None


@cache
def description() -> dict[str, Any]:
    whole: dict[str, Any] = json.loads(FILE.read_text())
    schemas = whole["components"]["schemas"]
    for name in NULLABLE:
        schemas[name] = {**schemas[name], "nullable": True, "enum": [*schemas[name]["enum"], None]}
    return whole


@cache
def _operations() -> list[tuple[str, re.Pattern[str], dict[str, Any]]]:
    found = []
    for path, item in description()["paths"].items():
        shape = re.sub(r"\\\{[^}]+\\\}", "[^/]+", re.escape(path))
        found += [(verb, re.compile(shape), item[verb]) for verb in ("get", "post", "delete") if verb in item]
    return found


def complaints(method: str, path: str, status: int, body: Any) -> list[str]:
    """What the description has against an answer."""
    (operation,) = [
        operation
        for verb, shape, operation in _operations()
        if verb == method.lower() and shape.fullmatch(path)
    ]
    responses = operation["responses"]
    if str(status) not in responses:
        return [f"{method} {path} answered {status}, not {', '.join(responses)}"]
    content = responses[str(status)].get("content")
    if content is None:
        return [] if not body else [f"{method} {path} has a body"]
    schema = {**content["application/json"]["schema"], "components": description()["components"]}
    validator = OAS30Validator(schema, format_checker=FORMATS)
    faults = [f"{list(error.path)}: {error.message}" for error in validator.iter_errors(body)]
    return faults + _differences(schema, body)


def _differences(schema: dict[str, Any], body: dict[str, Any]) -> list[str]:
    """Fields that one has and the other does not: the description requires none, so it cannot see them."""
    reference = schema.get("$ref", "")
    known = description()["components"]["schemas"][reference.rpartition("/")[2]] if reference else schema
    return sorted(f"only on one side: {name}" for name in set(known["properties"]) ^ set(body))
