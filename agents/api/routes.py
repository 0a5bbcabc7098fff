"""The operations as routes: read the body, do it once, write the answer."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, jsonify, request
from pydantic import BaseModel, ValidationError

from agents.api.kept import once_for_key
from agents.api.openapi import describe
from agents.api.operations import OPERATIONS
from agents.api.registry import Operation
from agents.errors import Unreadable
from agents.roles import PUBLIC, allow
from agents.security import csrf
from agents.throttle import slow_down_guessing

PREFIX = "/api/v1"
pages = Blueprint("api", __name__, url_prefix=PREFIX)
csrf.exempt(pages)  # a token in a header is not sent along by a browser: there is nothing to forge


@pages.get("/openapi.json")
@allow(PUBLIC)
def openapi() -> Response:
    """Describe the API; it says nothing that the source does not."""
    return jsonify(describe(OPERATIONS, PREFIX))


def _view(operation: Operation) -> Callable[[], Response]:
    def view() -> Response:
        body = _body(operation)
        request_told = {"operation": operation.name, "body": body.model_dump(mode="json") if body else None}

        def work() -> dict[str, Any]:
            answer = operation.run(body) if body is not None else operation.run()
            return answer.model_dump(mode="json") if answer is not None else {}

        key = request.headers.get("Idempotency-Key") if operation.changes else None
        return _answer(operation, once_for_key(key, request_told, work))

    return view


def _body(operation: Operation) -> BaseModel | None:
    """Read what an operation is asked with: the fields of its address, or its body."""
    try:
        if operation.query is not None:
            return operation.query.model_validate_strings(request.args.to_dict())
        if operation.body is not None:
            return operation.body.model_validate_json(request.get_data())
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "body"
        raise Unreadable(f"{where}: {first['msg']}") from error
    return None


def _answer(operation: Operation, told: dict[str, Any]) -> Response:
    if operation.answer is None:
        return Response(status=operation.status)
    answer = jsonify(told)
    answer.status_code = operation.status
    return answer


def _open(operation: Operation) -> None:
    view = allow(operation.roles)(_view(operation))
    view = slow_down_guessing(view) if operation.name == "sign_in" else view
    pages.add_url_rule(operation.path, operation.name, view, methods=[operation.method])


for each in OPERATIONS:
    _open(each)
