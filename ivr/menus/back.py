"""Places held for this number are offered again; nothing private is named."""

from ivr.menu import Menu

MENU = Menu(
    name="back",
    greet="back-greet",
    live="held_places",
    says=(
        "back-one",
        "back-one-live",
        "back-several",
        "back-several-live",
        "more",
        "back-else",
        "main-manage",
        "language-other",
    ),
)
