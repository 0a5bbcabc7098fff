"""The line is closed, and people register for the draw of its opening."""

from ivr.menu import Menu

MENU = Menu(
    name="before_opening",
    live="before_opening",
    says=(
        "before-opening",
        "before-opening-known",
        "whom-self",
        "whom-other",
        "whom-several",
        "kept-hear",
        "main-ticket",
    ),
)
