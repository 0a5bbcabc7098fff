"""Writing a file that the operator has named."""

from pathlib import Path

import click


def write(path: Path, text: str) -> None:
    """Write the file, or say in a sentence why that cannot be."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise click.ClickException(f"{path}: {error.strerror}.") from None
