"""The judge beside a morning that is over: a process of its own, that is handed the ledger and the log."""

import json
import shlex
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from ivr import VoiceSettings
from scripts.mornings.log import NETWORK_LOG
from scripts.stack.settings import ROOT

PROGRAM = ("-m", "scripts.mornings.judge")


@dataclass(frozen=True, slots=True)
class Judged:
    """What a judge counted, by what it looked for; what there was to look at; how often it found what."""

    counts: Mapping[str, int] = field(default_factory=dict)
    there: Mapping[str, int] = field(default_factory=dict)
    found: Mapping[str, int] = field(default_factory=dict)

    @property
    def is_clean(self) -> bool:
        return not any(self.counts.values())


def judging(given: VoiceSettings) -> "subprocess.Popen[str]":
    """Let the judge begin with the morning of these settings, which is over."""
    asked = ["--database", given.sql_url, "--log", str(given.data / NETWORK_LOG), "--json"]
    return subprocess.Popen(
        [sys.executable, *PROGRAM, *asked],
        cwd=ROOT,
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def judged(judge: "subprocess.Popen[str]") -> Judged:
    """Return what a judge has found; RuntimeError where it says nothing."""
    stdout, stderr = judge.communicate()
    if not stdout:
        raise RuntimeError(f"the judge has not judged: {stderr.strip()}")
    said = json.loads(stdout)
    found = Counter(each["why"] for each in said["findings"])
    return Judged(said["counts"], said["judged"], dict(sorted(found.items())))


def kept(given: VoiceSettings, folder: Path) -> str:
    """Keep the log, and the ledger where it is a file; return the line that judges them, from anywhere."""
    folder.mkdir(parents=True, exist_ok=True)
    log = shutil.copy(given.data / NETWORK_LOG, folder.resolve())
    ledger = '"$DATABASE_URL"'
    if given.database_url is None:
        ledger = shlex.quote(given.sql_url.replace(str(given.data), str(folder.resolve())))
        shutil.copy(given.sql_url.removeprefix("sqlite:///"), folder)
    program = f"{shlex.quote(sys.executable)} {' '.join(PROGRAM)}"
    return f"(cd {shlex.quote(str(ROOT))} && {program} --database {ledger} --log {shlex.quote(str(log))})"
