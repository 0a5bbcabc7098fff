"""The earliest times, each held before it is read out."""

from ivr.menu import Menu

MENU = Menu(
    name="times",
    greet="times-greet",
    live="times",
    says=("clinic-only", "times-choice", "times-choice-apart", "times-others", "times-kept"),
)
