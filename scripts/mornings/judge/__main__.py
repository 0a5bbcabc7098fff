"""`python -m scripts.mornings.judge --database URL --log FILE`: exits with 1 where anything is wrong."""

import gc
import json
import sys
from pathlib import Path

import click

from scripts.mornings.judge.verdict import judge


@click.command()
@click.option("--database", required=True, help="The ledger, as DATABASE_URL names it.")
@click.option("--log", type=click.Path(exists=True, path_type=Path), required=True, help="The network's log.")
@click.option("--json", "as_json", is_flag=True, help="Print the verdict as JSON.")
def main(database: str, log: Path, *, as_json: bool) -> None:
    """Count what went wrong on a morning; every count has to be 0."""
    gc.disable()  # millions of lines, and nothing of them is garbage before the end
    verdict = judge(database, log)
    print(json.dumps(verdict.as_json(), indent=1) if as_json else verdict.as_text())
    sys.exit(0 if verdict.is_clean else 1)


if __name__ == "__main__":
    main()
