"""`recordings texts` and `recordings check`: what a speaker is to read, and whether the files are heard."""

import csv
import sys
from pathlib import Path

import click

from ivr import LANGUAGES, Recordings, every_word, recordable

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.group()
def recordings() -> None:
    """Have prompts spoken by a person rather than by the synthetic voice."""


@recordings.command("texts")
@click.argument("language", type=click.Choice(LANGUAGES))
def texts(language: str) -> None:
    """Print what can be recorded in a language, as CSV: prompt,text."""
    rows = csv.writer(sys.stdout, lineterminator="\n")
    rows.writerow(("prompt", "text"))
    rows.writerows(recordable(every_word(), language).items())


@recordings.command("check")
@click.argument("folder", type=FOLDER)
def check(folder: Path) -> None:
    """Say how much of FOLDER/LANGUAGE/PROMPT.wav is heard, and what is wrong with the rest."""
    found = Recordings.read(folder, every_word())
    for language in LANGUAGES:
        heard = sum(spoken == language for spoken, _ in found.files)
        click.echo(f"{language}: {heard} of {len(recordable(every_word(), language))} prompts are recorded.")
    for fault in found.faults:
        click.echo(fault, err=True)
    if found.faults:
        raise click.ClickException("What is wrong is not heard; the synthetic voice says it instead.")
