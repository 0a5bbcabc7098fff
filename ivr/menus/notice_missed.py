"""Nobody pressed a key: what a machine may say to whoever listens to it."""

from ivr.menu import Menu

MENU = Menu(name="notice_missed", greet="notice-missed", ends="goodbye")
