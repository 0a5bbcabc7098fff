"""The API's description, written from its operations."""

from typing import Any

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from agents.api.problems import TYPE
from agents.api.registry import Operation
from agents.roles import PUBLIC

REF = "#/components/schemas/{model}"
PROBLEM = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string"},
    },
}
KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "schema": {"type": "string", "maxLength": 64},
    "description": "The same key again gives the same answer, and nothing is done twice.",
}
FAILURES = {"409": "Not possible now.", "422": "Not readable.", "503": "The line is away."}
DENIED = {"401": "Sign in first.", "403": "Not your role.", "429": "Too many tries."}


def describe(operations: tuple[Operation, ...], prefix: str) -> dict[str, Any]:
    """Return the OpenAPI 3.1 description of these operations."""
    paths: dict[str, dict[str, Any]] = {}
    for each in operations:
        paths.setdefault(prefix + each.path, {})[each.method.lower()] = _operation(each)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Fairline console", "version": "1"},
        "paths": paths,
        "components": {
            "schemas": _schemas(operations) | {"Problem": PROBLEM},
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(each: Operation) -> dict[str, Any]:
    told: dict[str, Any] = {
        "operationId": each.name,
        "summary": each.summary,
        "responses": {str(each.status): _done(each)} | _failures(),
        "security": [] if each.roles is PUBLIC else [{"token": []}],
    }
    if each.body:
        told["requestBody"] = {"required": True, "content": {"application/json": {"schema": _ref(each.body)}}}
    told["parameters"] = [*_parameters(each), *([KEY] if each.changes else [])]
    return told


def _parameters(each: Operation) -> list[dict[str, Any]]:
    fields = each.query.model_json_schema()["properties"] if each.query else {}
    return [
        {"name": name, "in": "query", "required": False, "schema": schema} for name, schema in fields.items()
    ]


def _done(each: Operation) -> dict[str, Any]:
    if each.answer is None:
        return {"description": "Done."}
    return {"description": "Done.", "content": {"application/json": {"schema": _ref(each.answer)}}}


def _failures() -> dict[str, Any]:
    content = {TYPE: {"schema": {"$ref": REF.format(model="Problem")}}}
    return {code: {"description": words, "content": content} for code, words in (FAILURES | DENIED).items()}


def _schemas(operations: tuple[Operation, ...]) -> dict[str, Any]:
    bodies = [(each.body, "validation") for each in operations if each.body]
    answers = [(each.answer, "serialization") for each in operations if each.answer]
    _, schemas = models_json_schema([*bodies, *answers], ref_template=REF)  # type: ignore[list-item]
    return dict(schemas["$defs"])


def _ref(model: type[BaseModel]) -> dict[str, str]:
    return {"$ref": REF.format(model=model.__name__)}
