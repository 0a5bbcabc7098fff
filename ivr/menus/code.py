"""The invitation code, where the release asks for one."""

from ivr.menu import TYPE, Entry, Menu

MENU = Menu(
    name="code",
    live="code_words",
    says=("code-greet", "code-nth"),
    entry=Entry(8, "invitation_code"),
    patience=TYPE,
)
