"""The console speaks the language that its reader chose, page and stream alike."""

from agents import state_words
from agents.tongue import catalogue
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


def test_whatever_the_desk_says_of_itself_is_there_in_french() -> None:
    tables = (state_words.STATES, state_words.BREAKS, state_words.SENTENCES, state_words.AFTERWARDS)
    said = {words for table in tables for words in table.values()} | set(state_words.TESTED.values())
    said |= {words for _, words in state_words.KEYS} | {state_words.UNREACHED}
    assert sorted(words for words in said if catalogue("fr").gettext(words) == words) == []
