"""Two ways to work at a screen: with the mouse, or with the keyboard alone."""

from playwright.sync_api import Locator, Page, expect

FARTHEST = 120  # presses of Tab


class Mouse:
    """Points at what it wants; only words are typed."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, it: Locator) -> None:
        it.first.click()

    def tick(self, it: Locator) -> None:
        it.first.click()

    def type(self, it: Locator, words: str) -> None:
        it.first.click()
        it.first.fill(words)

    def act(self, key: str, it: Locator) -> None:
        """Do what is on a button that has a key too."""
        del key
        it.first.click()


class Keyboard:
    """Goes everywhere by Tab, and by the keys that the console names; the mouse is never touched."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, it: Locator) -> None:
        self._go(it)
        self.page.keyboard.press("Enter")

    def tick(self, it: Locator) -> None:
        """Check a box, or choose among radios, between which only the arrows lead."""
        if it.first.evaluate("each => each.type") == "radio":
            self._choose(it)
        else:
            self._go(it)
            self.page.keyboard.press("Space")

    def type(self, it: Locator, words: str) -> None:
        self._go(it)
        self.page.keyboard.press("ControlOrMeta+A")
        self.page.keyboard.type(words)

    def act(self, key: str, it: Locator) -> None:
        expect(it.first).to_be_enabled()
        self.page.keyboard.press(f"Alt+Shift+{key}")

    def _choose(self, it: Locator) -> None:
        """Go round a group that has the focus already."""
        for _ in range(FARTHEST):
            if it.first.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"the arrows do not come to {it}")

    def _go(self, it: Locator) -> None:
        expect(it.first).to_be_visible()
        for _ in range(FARTHEST):
            if it.first.evaluate("each => each === document.activeElement"):
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not come to {it}")
