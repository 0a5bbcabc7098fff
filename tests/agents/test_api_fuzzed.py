"""The API, fuzzed from its own description: whatever is sent, it answers as it says it does."""

from typing import Any

import pytest
import schemathesis
from flask import Flask
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

from agents import Role
from agents.api.operations import OPERATIONS
from tests.agents.room import PASSWORD, Room

FEW, MANY = 5, 60  # requests to each operation; as many in the long mode


@pytest.fixture
def database_url(postgresql_url: str) -> str:
    """The engine that takes the least: no number too large, no character that is none."""
    return postgresql_url


@pytest.fixture
def token(room: Room, app: Flask) -> dict[str, str]:
    """Sign in somebody who has a caller at their desk."""
    room.hire("boss", Role.SUPERVISOR)
    room.sit_down("boss")
    room.caller(whom="self", birth_date="1931-05-02")
    room.desks.take_next("boss", room.now)
    room.meet("boss")
    answer = app.test_client().post("/api/v1/sign-in", json={"name": "boss", "password": PASSWORD})
    return {"Authorization": f"Bearer {answer.get_json()['token']}"}


def fuzzed(operation: Any, mode: GenerationMode, headers: dict[str, str], times: int) -> None:
    """Send one operation what its description allows, and what it does not."""

    @settings(max_examples=times, deadline=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def sent(case: Any) -> None:
        # What fits the description may still be refused in words: a birth date to come, say.
        case.call_and_validate(headers=headers, excluded_checks=[positive_data_acceptance])

    sent()


@pytest.mark.parametrize("mode", GenerationMode)
def test_it_answers_as_it_describes_itself(
    app: Flask, mode: GenerationMode, token: dict[str, str], request: pytest.FixtureRequest
) -> None:
    description = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)
    stays = description.exclude(operation_id=["sign_out", "sign_out_everywhere"])
    operations = [each.ok() for each in stays.get_all_operations()]
    assert len(operations) == len(OPERATIONS) - 2
    for each in operations:
        if mode is GenerationMode.POSITIVE or each.definition.raw.get("requestBody"):
            fuzzed(each, mode, token, MANY if request.config.getoption("--long") else FEW)
