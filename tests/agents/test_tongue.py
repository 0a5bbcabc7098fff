"""The console speaks the language that its reader chose, page and stream alike."""

from tests.agents.room import Browser, Room


def test_a_browser_reads_the_console_in_the_language_it_chose(screen: Browser, room: Room) -> None:
    room.hire("ada")
    screen.sign_in("ada")
    assert 'lang="en"' in screen.get("/desk/").text
    screen.post("/language", tongue="fr")
    page = screen.get("/desk/").text
    assert 'lang="fr"' in page
    assert "Se déconnecter" in page


def test_an_unknown_language_changes_nothing(screen: Browser, room: Room) -> None:
    room.hire("ada")
    screen.sign_in("ada")
    screen.post("/language", tongue="xx")
    assert 'lang="en"' in screen.get("/desk/").text
