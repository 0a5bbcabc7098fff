"""python -m scripts.terminal_handset: a telephone in the terminal."""

from __future__ import annotations

import argparse
import json
import re
import signal
import sys
import time
from collections import deque

from scripts.terminal_handset.interactive import KEYS, Telephone
from scripts.terminal_handset.network import Network, Unreachable
from scripts.terminal_handset.scripted import Script
from scripts.terminal_handset.words import has_failed

EXAMPLES = """examples:
  scripts/phone                            dial the hotline and talk to it with the keyboard
  scripts/phone --keys "1,2,19400229#"     press these, each when keys are wanted; an empty entry is silence
  scripts/phone --from +19025550142 --answer --keys 1      wait for a call there, answer it, press 1
exit status: 0 the call went well, 1 it failed or ended before every key was pressed, 2 no network"""

NO_KEYBOARD = "no keyboard here: this hangs up when keys are wanted; give some with --keys"


def read_flags(words: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(
        "scripts/phone", description="A telephone in the terminal.", epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    add = parser.add_argument
    add("--from", dest="number", default="+19025550142", metavar="NUMBER", type=number,
        help="this telephone's own number")  # fmt: skip
    add("--to", metavar="NUMBER", type=number, help="who is dialled; default the hotline")
    add("--keys", metavar="A,B,...", type=entries, help="press these and show what is heard")
    add("--answer", action="store_true", help="wait for a call instead of dialling")
    add("--json", action="store_true", help="print the call as JSON, and nothing else")
    add("--patience", type=float, default=60, metavar="S", help="hang up after S seconds without news (60)")
    add("--stay", type=float, default=600, metavar="S", help="hang up after S seconds in any case (600)")
    add("--carrier", default="http://127.0.0.1:8002", metavar="URL", help="the phone network")
    return parser.parse_args(words)


def number(words: str) -> str:
    """Read a telephone number: digits, with a plus before them or without."""
    if not re.fullmatch(r"\+?[0-9]{3,15}", words):
        raise argparse.ArgumentTypeError(f"{words!r} is no telephone number, such as +19025550142")
    return words


def entries(words: str) -> list[str]:
    """Read what is to be pressed: entries of keys, apart by commas."""
    if not set(words) <= set(KEYS + ","):
        raise argparse.ArgumentTypeError(
            f"{words!r} is not made of the keys 0-9, * and #, with commas between"
        )
    return words.split(",")


def follow_script(network: Network, flags: argparse.Namespace) -> int:
    """Make or take one call and press the keys."""
    sid = _called(network, flags) if flags.answer else network.dial(flags.number, _hotline(network, flags))
    if sid is None:
        print(f"nobody called {flags.number} within {flags.patience:g} s", file=sys.stderr)
        return 1
    keys = deque(flags.keys or [])
    say = _silent if flags.json else print
    call = Script(network, sid, keys, say, flags.patience, flags.stay).run()
    if flags.json:
        print(json.dumps(call | {"keys_left": list(keys)}, ensure_ascii=False))
    if keys:
        print(f"the call ended before these keys were pressed: {','.join(keys)}", file=sys.stderr)
    elif has_failed(call):
        print(f"the call failed: {call['status']}", file=sys.stderr)
    return int(bool(keys) or has_failed(call))


def _called(network: Network, flags: argparse.Namespace) -> str | None:
    end = time.monotonic() + flags.patience
    while time.monotonic() < end:
        if sid := network.ringing_at(flags.number):
            network.answer(sid)
            return sid
        time.sleep(0.1)
    return None


def _hotline(network: Network, flags: argparse.Namespace) -> str:
    number = flags.to or network.hotline()
    if number is None:
        raise Unreachable("the network does not say which number to dial: give one with --to")
    return str(number)


def _silent(_: str) -> None:
    """Say nothing: --json has the last word."""


def main() -> int:
    flags = read_flags()
    for number in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, lambda number, _: sys.exit(128 + number))  # so that a call that is up ends
    try:
        network = Network(flags.carrier)
        if flags.keys is not None or flags.json or not sys.stdin.isatty():
            if flags.keys is None and not flags.json:
                print(NO_KEYBOARD, file=sys.stderr)
            return follow_script(network, flags)
        Telephone(network, flags.number, flags.to or network.hotline()).run(dial=not flags.answer)
    except Unreachable as error:
        print(f"scripts/phone: {error}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
