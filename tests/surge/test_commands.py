"""What the commands are asked for that cannot be is refused in a sentence, before anything is played."""

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from scripts.mornings.__main__ import main
from scripts.mornings.real.command import main as real
from scripts.mornings.troubles.command import main as troubles

A_MORNING = ["--scenario", "orange-county", "--people", "1"]


def refused(command: click.Command, *asked: str) -> str:
    ran = CliRunner().invoke(command, asked)
    assert ran.exit_code == 2, ran.output
    return ran.stderr.rpartition("Error: ")[2]


@pytest.mark.parametrize("option", ["--report", "--keep"])
def test_a_folder_that_cannot_be_made_is_refused_before_the_morning(option: str, tmp_path: Path):
    (tmp_path / "file").touch()
    said = refused(main, *A_MORNING, option, str(tmp_path / "file" / "folder"))
    assert f"'{option}': nothing can be written into " in said
    assert said.endswith("/file/folder': Not a directory.\n")


@pytest.mark.parametrize("option", ["--report", "--keep"])
def test_a_folder_that_takes_no_file_is_refused_before_the_morning(option: str):
    said = refused(main, *A_MORNING, option, "/proc/self")  # it is there, and nobody writes into it
    assert f"'{option}': nothing can be written into '/proc/self'" in said


@pytest.mark.parametrize("minutes", ["nan", "inf", "0", "-1"])
@pytest.mark.parametrize(
    ("command", "first"), [(main, A_MORNING), (troubles, []), (real, [])], ids=["morning", "troubles", "real"]
)
def test_minutes_are_a_number_above_nothing(command: click.Command, first: list[str], minutes: str):
    assert "Invalid value for '--minutes': " in refused(command, *first, "--minutes", minutes)


@pytest.mark.parametrize("option", ["--seeds", "--processes", "--people", "--units"])
@pytest.mark.parametrize("number", ["0", "-1"])
def test_troubled_mornings_are_of_one_at_least(option: str, number: str):
    assert f"'{option}': {number} is not in the range x>=1" in refused(troubles, option, number)


def test_troubles_that_would_have_no_time_are_refused():
    assert "3.0 is not in the range x>3.0" in refused(troubles, "--minutes", "3")


def test_a_defect_that_nobody_knows_is_refused_with_those_there_are():
    assert "'nope' is not one of 'accept_any_signature', 'book_twice'," in refused(
        troubles, "--break", "nope"
    )


@pytest.mark.parametrize("speed", ["0", "nan"])
def test_speech_goes_at_a_speed(speed: str):
    assert "Invalid value for '--speed'" in refused(real, "--speed", speed)


def test_the_help_of_the_one_names_the_others():
    said = " ".join(CliRunner().invoke(main, ["--help"]).stdout.split())
    assert "`scripts/surge --troubles` plays" in said
    assert "`scripts/surge --real` lets" in said
