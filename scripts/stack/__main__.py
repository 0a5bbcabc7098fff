"""`scripts/run`: the whole hotline on this machine."""

import sys
import time

import click
from pydantic import ValidationError

from scripts.stack.faults import CannotRun
from scripts.stack.run import Run
from scripts.stack.settings import RunSettings


@click.command()
@click.option("--verbose", is_flag=True, help="Show what every process says.")
def main(*, verbose: bool) -> None:
    """Run the whole hotline on this machine: demo data, simulated phone network, no account."""
    began = time.monotonic()
    try:
        Run(RunSettings(), verbose=verbose, began=began).until_told_to_end()
    except ValidationError as fault:
        wrong = "; ".join(f"{str(each['loc'][0]).upper()}: {each['msg']}" for each in fault.errors())
        sys.exit(f"fairline: {wrong}")
    except CannotRun as fault:
        sys.exit(f"fairline: {fault}")


if __name__ == "__main__":
    main(prog_name="scripts/run")
