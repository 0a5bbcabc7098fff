"""`scripts/fairline`: the operator's commands, on both engines, with every fault said in a sentence."""

from contextlib import closing
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from booking_core import Database, tables
from queueing.embedded import socket_path
from scripts.operator.__main__ import fairline
from scripts.stack.demo import weeks_since
from scripts.stack.settings import ROOT

HALIFAX = ZoneInfo("America/Halifax")
WEEKS = weeks_since(datetime(2021, 3, 1, 7, tzinfo=HALIFAX), datetime.now(UTC))
DEMO = ROOT / "scripts" / "demo"
LOADED = ("campaign load campaign.toml", "clinics load clinics.csv", "invitations load invitations.csv")


@pytest.fixture
def operator(database_url, tmp_path, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", database_url)
    monkeypatch.setenv("FAIRLINE_DATA", str(tmp_path))

    def say(*words, typed=None):
        return CliRunner().invoke(fairline, words, input=typed)

    return say


def load(operator, line, *more):
    *words, file = line.split()
    return operator(*words, str(DEMO / file), *more)


def load_dated(operator, line):
    """Load with the dates brought to the coming days."""
    return load(operator, line, *(() if "invitations" in line else ("--weeks", str(WEEKS))))


def test_the_demo_is_the_example_and_loads_once(operator):
    first = [load_dated(operator, line) for line in LOADED]
    assert [each.exit_code for each in first] == [0, 0, 0], [each.output for each in first]
    assert "Units added: 736." in first[1].output
    assert "Codes added: 42." in first[2].output
    again = [load_dated(operator, line) for line in LOADED]
    assert "Units added: 0. Units withdrawn: 0." in again[1].output
    assert again[2].output == "Codes added: 0. Codes changed: 0.\n"


def test_letters_to_where_no_clinic_is_are_named(operator, tmp_path):
    for line in LOADED[:2]:
        load_dated(operator, line)
    file = tmp_path / "invitations.csv"
    file.write_text("code,birth_date,region,batch\n80597571,1935-05-01,Halifx,letter 2\n")
    said = operator("invitations", "load", str(file))
    assert said.output == "Codes added: 1. Codes changed: 0.\nNo clinic is in these regions so far: Halifx.\n"


def test_another_name_is_said_to_take_the_place_of_the_campaign(operator, tmp_path):
    load_dated(operator, LOADED[0])
    file = tmp_path / "other.toml"
    file.write_text('name = "Other"\ntimezone = "UTC"\n')
    said = operator("campaign", "load", str(file)).output
    assert "Campaign loaded: Other.\nIt is in force instead of " in said
    assert "instead" not in operator("campaign", "load", str(file)).output
    assert "It is in force instead of Other." in load_dated(operator, LOADED[0]).output


def test_weeks_move_every_date_and_keep_the_weekday(operator, database_url):
    load_dated(operator, LOADED[0])
    load_dated(operator, LOADED[1])
    with closing(Database(database_url)) as database, database.reading() as look:
        first = look.scalar(select(func.min(tables.slot.c.starts_at))).astimezone(HALIFAX)
    assert first.strftime("%A %H:%M") == "Monday 09:00"
    assert (first.date() - date(2021, 3, 8)).days == WEEKS * 7


def test_what_is_over_is_not_loaded(operator):
    load(operator, LOADED[0])
    said = load(operator, LOADED[1])
    assert said.exit_code == 1
    assert "line 2, column starts_at: is over" in said.output


def test_a_bad_file_is_named_with_line_and_column(operator, tmp_path):
    load_dated(operator, LOADED[0])
    bad = tmp_path / "clinics.csv"
    bad.write_text((DEMO / "clinics.csv").read_text() + "Nowhere,Nowhere,Street,tomorrow,15,2,\n")
    said = operator("clinics", "load", str(bad), "--weeks", str(WEEKS))
    assert said.exit_code == 1
    assert f"{bad}: line 330, column starts_at" in said.output
    assert "Nothing of this file was loaded" in said.output


def test_a_file_in_another_encoding_is_refused_in_a_sentence(operator, tmp_path):
    load_dated(operator, LOADED[0])
    latin = tmp_path / "clinics.csv"
    latin.write_bytes((DEMO / "clinics.csv").read_bytes() + "Chéticamp,,,,,\n".encode("latin-1"))
    said = operator("clinics", "load", str(latin))
    assert said.exit_code == 1
    assert f"{latin}: line 330: is not UTF-8, but looks like Latin-1" in said.output


def test_clinics_before_the_campaign_are_refused_in_a_sentence(operator):
    said = load(operator, LOADED[1])
    assert said.exit_code == 1
    assert "load the campaign first" in said.output


def test_a_database_without_tables_is_sent_to_migrate(tmp_path, monkeypatch):
    monkeypatch.setenv("FAIRLINE_DATA", str(tmp_path))
    said = CliRunner().invoke(fairline, ["users", "list"])
    assert said.exit_code == 1
    assert "scripts/fairline migrate" in said.output
    assert CliRunner().invoke(fairline, ["migrate"]).exit_code == 0
    assert CliRunner().invoke(fairline, ["users", "list"]).exit_code == 0


def test_users_are_added_listed_and_shut(operator):
    assert operator("users", "add", "anna", "--language", "fr", typed="correct horse\n").exit_code == 0
    assert operator("users", "add", "diane", "--role", "supervisor", typed="correct horse\n").exit_code == 0
    listed = operator("users", "list").output
    assert "anna" in listed
    assert "French" in listed
    assert "every language" in listed
    said = operator("users", "serves", "anna", "--language", "en", "--language", "fr", "--skill", "relay")
    assert said.output == "anna serves English, French; relay.\n"
    assert "English, French; relay" in operator("users", "list").output
    assert "client:anna" in listed
    assert "supervisor" in listed
    assert operator("users", "disable", "anna").exit_code == 0
    assert "(disabled)" in operator("users", "list").output
    said = operator("users", "password", "diane", typed="better horse\n")
    assert said.output == "diane has a new password, and is signed out everywhere.\n"


def test_a_shut_account_is_opened_again(operator):
    operator("users", "add", "anna", typed="correct horse\n")
    assert "scripts/fairline users enable anna" in operator("users", "disable", "anna").output
    still = "The account is still disabled; scripts/fairline users enable anna opens it.\n"
    said = operator("users", "password", "anna", typed="better horse\n").output
    assert said == "anna has a new password, and is signed out everywhere.\n" + still
    assert operator("users", "role", "anna", "lead").output == "anna is lead now.\n" + still
    assert operator("users", "serves", "anna").output.endswith(still)
    assert operator("users", "endpoint", "anna", "client:anna2").output.endswith(still)
    assert operator("users", "enable", "anna").output == "anna can sign in again, as lead.\n"
    assert "(disabled)" not in operator("users", "list").output
    assert "disabled" not in operator("users", "password", "anna", typed="third horse\n").output


def test_a_phone_is_said_anew(operator):
    operator("users", "add", "anna", typed="correct horse\n")
    said = operator("users", "endpoint", "anna", "+19025550199")
    assert (
        said.output
        == "The phone of anna is +19025550199; it is rung when they become ready after being away.\n"
    )
    assert "+19025550199" in operator("users", "list").output
    assert (
        "the phone of anna already"
        in operator("users", "add", "bert", "--endpoint", "+19025550199", typed="correct horse\n").output
    )


@pytest.mark.parametrize(
    ("words", "typed", "sentence"),
    [
        (["users", "add", "anna"], "short\n", "at least 10 characters"),
        (["users", "add", "Anna!"], "correct horse\n", "starts with a letter"),
        (["users", "add", "anna", "--language", "English"], "correct horse\n", "en, fr and es"),
        (["users", "add", "anna", "--skill", "Relay!"], "correct horse\n", "small letters"),
        (["users", "serves", "nobody", "--language", "en"], None, "no such account"),
        (["users", "disable", "nobody"], None, "no such account"),
        (["users", "password", "nobody"], "correct horse\n", "no such account"),
        (["users", "enable", "nobody"], None, "no such account"),
        (["users", "endpoint", "nobody", "client:nobody"], None, "no such account"),
        (["users", "add", "anna", "--endpoint", "9025550199"], "correct horse\n", "in full, such as +1902"),
        (["users", "add", "anna", "--endpoint", "+19025550100"], "correct horse\n", "hotline's own number"),
    ],
)
def test_a_refusal_is_a_sentence(operator, monkeypatch, words, typed, sentence):
    monkeypatch.setenv("HOTLINE_NUMBER", "+19025550100")
    said = operator(*words, typed=typed)
    assert said.exit_code == 1
    assert sentence in said.output
    assert "Traceback" not in said.output


@pytest.mark.usefixtures("valkey")
def test_the_order_is_rebuilt_from_the_ledger(operator, valkey_url, monkeypatch):
    monkeypatch.setenv("REDIS_URL", valkey_url)
    assert operator("rebuild").output == "In the order: 0. Every other place is kept as it was.\n"


def test_a_rebuild_leaves_no_server_behind(operator, tmp_path, monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert operator("rebuild").output == "In the order: 0. Every other place is kept as it was.\n"
    assert (tmp_path / "valkey" / "valkey.log").exists()
    assert not socket_path(tmp_path).exists()


def test_a_database_that_is_away_is_said_in_a_sentence(tmp_path, monkeypatch):
    monkeypatch.setenv("FAIRLINE_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgresql://nobody@127.0.0.1:1/nothing")
    said = CliRunner().invoke(fairline, ["users", "list"])
    assert said.exit_code == 1
    assert "The database does not answer" in said.output


@pytest.mark.parametrize("url", ["foo", "mysql://nobody@127.0.0.1/nothing"])
def test_an_address_that_is_no_database_is_said_in_a_sentence(tmp_path, monkeypatch, url):
    monkeypatch.setenv("FAIRLINE_DATA", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", url)
    said = CliRunner().invoke(fairline, ["users", "list"])
    assert said.exit_code == 1
    assert "DATABASE_URL: must be postgresql://" in said.output


def test_weeks_beyond_any_plan_are_refused(operator):
    said = load(operator, LOADED[1], "--weeks", "99999999")
    assert said.exit_code == 2
    assert "99999999 is not in the range" in said.output
