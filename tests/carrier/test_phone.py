"""The terminal handset, as a program beside the network."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from pathlib import Path

from tests.carrier.peer import Peer, Reply
from tests.carrier.phones import ANNA, HOTLINE, ROOT, Carrier

MENU = (
    '<Response><Gather numDigits="1" action="/one"><Say>Press 1 or 2.</Say></Gather>'
    "<Say>Nothing was pressed.</Say><Redirect/></Response>"
)
DATE = '<Response><Gather action="/two"><Say language="fr-CA">Votre date</Say></Gather></Response>'


def phone(carrier: Carrier, *flags: str) -> subprocess.CompletedProcess[str]:
    command = [str(ROOT / "scripts" / "phone"), "--carrier", carrier.base, *flags]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def menus(peer: Peer) -> None:
    peer.pages["/voice"] = MENU
    peer.pages["/one"] = DATE
    peer.pages["/two"] = lambda asked: f"<Response><Say>You typed {asked.form['Digits']}</Say></Response>"


def test_a_script_of_keys_is_pressed_and_what_is_heard_printed(carrier: Carrier, peer: Peer) -> None:
    menus(peer)
    done = phone(carrier, "--from", ANNA, "--to", HOTLINE, "--keys", ",1,1,940#")
    assert done.stdout.splitlines() == [
        "Press 1 or 2.", "> (silence)", "Nothing was pressed.", "Press 1 or 2.", "> 1",
        "[fr-CA] Votre date", "> 1", "> 940#", "You typed 1940",
    ]  # fmt: skip
    assert done.returncode == 0
    assert peer.at("/voice")[0].form["From"] == ANNA


def test_when_the_keys_are_used_up_it_hangs_up(carrier: Carrier, peer: Peer) -> None:
    menus(peer)
    done = phone(carrier, "--keys", "1", "--json")
    call = json.loads(done.stdout)
    assert (call["status"], call["keys_left"]) == ("completed", [])
    assert [row["text"] for row in call["heard"]] == ["Press 1 or 2.", "Votre date"]


def test_keys_that_nobody_wanted_are_a_failure(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = "<Response><Say>Closed.</Say></Response>"
    done = phone(carrier, "--keys", "1,2")
    assert done.returncode == 1
    assert "1,2" in done.stderr


def test_a_broken_hotline_is_a_failure(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/voice"] = peer.pages["/voice/fallback"] = Reply("", 500)
    assert phone(carrier, "--json").returncode == 1


def test_it_answers_when_it_is_called(carrier: Carrier, peer: Peer) -> None:
    peer.pages["/out"] = '<Response><Gather numDigits="1" action="/ok"><Say>Calling</Say></Gather></Response>'
    peer.pages["/ok"] = "<Response><Say>Good</Say></Response>"
    carrier.client().calls.create(to=ANNA, from_=HOTLINE, url=peer.url("/out"))
    done = phone(carrier, "--from", ANNA, "--answer", "--keys", "1")
    assert done.stdout.splitlines() == ["Calling", "> 1", "Good"]
    assert done.returncode == 0


def test_no_network_is_said_in_one_line(tmp_path: Path) -> None:
    command = [str(ROOT / "scripts" / "phone"), "--carrier", "http://127.0.0.1:9", "--keys", "1"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, timeout=60, check=False)
    assert done.returncode == 2
    (line,) = done.stderr.splitlines()
    assert "nothing answers at http://127.0.0.1:9" in line
    assert "scripts/run starts it" in line


def test_a_person_uses_it_with_the_keyboard(carrier: Carrier, peer: Peer) -> None:
    menus(peer)
    ours, theirs = pty.openpty()
    command = [str(ROOT / "scripts" / "phone"), "--carrier", carrier.base, "--from", ANNA]
    process = subprocess.Popen(command, stdin=theirs, stdout=theirs, stderr=theirs)
    os.close(theirs)
    screen = Screen(ours)
    screen.until("Press 1 or 2.")
    os.write(ours, b"1")
    screen.until("Votre date")
    os.write(ours, b"h")
    screen.until("The call is over (completed)")
    carrier.client().calls.create(to=ANNA, from_=HOTLINE, twiml="<Response><Say>It is us</Say></Response>")
    screen.until("It rings.")
    os.write(ours, b"a")
    screen.until("It is us")
    screen.until("The call is over", 2)
    os.write(ours, b"q")
    assert process.wait(20) == 0
    os.close(ours)


class Screen:
    """What the terminal shows."""

    def __init__(self, file: int) -> None:
        self._file, self._text = file, ""

    def until(self, words: str, times: int = 1) -> None:
        while self._text.count(words) < times:
            self._text += os.read(self._file, 4096).decode()
