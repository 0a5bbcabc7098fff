"""What PostgreSQL's own bench reaches on the same server, by its TPC-B-like transactions, for comparison."""

import re
import subprocess

from scripts.measures.ground import programs

SIZE = 10  # its unit is 100,000 rows; no smaller than half the clients, else they wait for its few branches


def pgbench(url: str, clients: int, seconds: float) -> float:
    """Return transactions a second, in tables of its own beside ours."""
    program = programs() / "pgbench"
    address = url.replace("postgresql+psycopg://", "postgresql://")
    subprocess.run([program, "-i", "-q", "-s", str(SIZE), address], check=True, capture_output=True)
    given = ["-n", "-c", str(clients), "-j", "2", "-T", str(max(1, round(seconds)))]
    ran = subprocess.run([program, *given, address], check=True, capture_output=True, text=True)
    return float(re.findall(r"^tps = ([\d.]+)", ran.stdout, re.MULTILINE)[0])
