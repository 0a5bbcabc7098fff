"""What a person presses at each question, by what is said: the first that they recognise decides."""

from collections.abc import Callable, Sequence
from typing import Any

from scripts.mornings.crowd import ANYWHERE
from scripts.mornings.ear import Heard
from scripts.mornings.phone import HANGS_UP, Phone
from scripts.mornings.told import BOOKED, KEPT, LISTED, NEXT_RELEASE, PROMISE, TESTED

Decision = Callable[[Any, Phone, Heard], str | None]  # the caller comes first


def presses(says: str) -> Decision:
    """Press the key that was said with a choice."""
    return lambda _caller, _phone, heard: heard[says][0]["key"]


def _language(_caller: Any, _phone: Phone, heard: Heard) -> str:
    return heard["language-choice"][0]["key"]


def _main(caller: Any, _phone: Phone, heard: Heard) -> str:
    says = "main-person" if caller.asks_a_person else "main-book"
    return heard[says][0]["key"]


def _whom(caller: Any, phone: Phone, heard: Heard) -> str:
    own = phone.number == caller.person.phones[0]
    says = "whom-several" if len(caller.person.births) > 1 else "whom-self" if own else "whom-other"
    return heard[says][0]["key"]


def _how_many(caller: Any, _phone: Phone, heard: Heard) -> str:
    return next(each["key"] for each in heard["how-many"] if each["count"] == str(len(caller.person.births)))


def _birth(caller: Any, _phone: Phone, _heard: Heard) -> str:
    return str(caller.person.births[0])


def _nth(says: str, of: Callable[[Any], Sequence[str]]) -> Decision:
    return lambda caller, _phone, heard: of(caller)[int(heard[says][0]["count"]) - 1]


def _near(caller: Any, _phone: Phone, heard: Heard) -> str:
    if heard["near-greet"][0]["region"] == caller.person.wants:
        caller.region = caller.person.wants
        return heard["near-yes"][0]["key"]
    return heard["near-no"][0]["key"]


def _region(caller: Any, _phone: Phone, heard: Heard) -> str:
    """Choose what they want; what is not named is looked for among the others, then it is whichever."""
    named: dict[str, str] = {each["region"]: each["key"] for each in heard.get("region-choice", ())}
    caller.region = caller.person.wants
    if caller.person.wants in named and not caller.looked_elsewhere:
        return named[caller.person.wants]
    caller.region = ANYWHERE
    return heard["more" if "more" in heard else "region-anywhere"][0]["key"]


def _full(caller: Any, _phone: Phone, heard: Heard) -> str:
    """Go to the nearest of the others where they travel, else wait for their own region."""
    near = [*heard.get("full-near", ()), *heard.get("region-choice", ())]
    goes = near[0] if caller.person.travels and near else heard["full-wait"][0]
    caller.region = goes["region"]
    return goes["key"]


def _nothing_now(caller: Any, _phone: Phone, heard: Heard) -> str:
    """Wait for whatever comes free where they do not mind where; else they know when the next open."""
    caller.know(NEXT_RELEASE)
    if caller.person.travels:
        caller.region = ANYWHERE
        return heard["nothing-wait"][0]["key"]
    caller.settle(NEXT_RELEASE)
    return HANGS_UP


def _line(caller: Any, phone: Phone, heard: Heard) -> str | None:
    """Ask to be called back where that is for them, else stay on the line."""
    caller.know(KEPT)
    if caller.person.accepts_callback and not phone.terms:
        return heard["joined-callback"][0]["key"]
    return None


def _none_left(caller: Any, _phone: Phone, heard: Heard) -> str:
    """Look elsewhere once, who would travel; the others know that their place waits for what comes free."""
    caller.know(LISTED)
    if caller.person.travels and not caller.looked_elsewhere:
        caller.looked_elsewhere = True
        return heard["wait-none-left"][0]["key"]
    caller.settle(LISTED)
    return HANGS_UP


def _promised(caller: Any, _phone: Phone, _heard: Heard) -> str:
    if caller.out.promised is None:
        caller.out.promised = caller.world.elapsed
    caller.settle(PROMISE)
    return HANGS_UP


def _called_back(caller: Any, _phone: Phone, heard: Heard) -> str:
    caller.out.kept = caller.world.elapsed
    return heard["callback-me"][0]["key"]


def _books(says: str) -> Decision:
    """Choose among what is held for them: nobody hangs up on that."""

    def choose(caller: Any, phone: Phone, heard: Heard) -> str:
        caller.booking = phone.sid
        return heard[says][0].get("key", "1")

    return choose


def _times(caller: Any, phone: Phone, _heard: Heard) -> str:
    caller.booking = phone.sid
    if caller.person.is_test:
        caller.settle(TESTED)
        return HANGS_UP
    return "1"


def _booked(caller: Any, _phone: Phone, heard: Heard) -> str:
    caller.settle(BOOKED)
    return heard["booked-ready"][0]["key"]


def _texts(caller: Any, phone: Phone, heard: Heard) -> str:
    takes_texts = not (caller.person.landline and phone.number == caller.person.phones[0])
    return heard["yes" if takes_texts else "no"][0]["key"]


def _may_we_call(caller: Any, _phone: Phone, heard: Heard) -> str:
    if caller.person.accepts_callback:
        caller.out.promised = caller.world.elapsed
        caller.know(PROMISE)
    return heard["yes" if caller.person.accepts_callback else "no"][0]["key"]


def _goes(told: str) -> Decision:
    """Hang up, knowing something."""

    def go(caller: Any, _phone: Phone, _heard: Heard) -> str:
        caller.settle(told)
        return HANGS_UP

    return go


def _leaves_it(_caller: Any, _phone: Phone, _heard: Heard) -> str:
    return HANGS_UP


DECISIONS: tuple[tuple[str, Decision], ...] = (
    ("callback-me", _called_back),
    ("notice-me", presses("notice-me")),
    ("offer-take", presses("offer-take")),
    ("already", _goes(BOOKED)),
    ("booked-ready", _booked),
    ("reference-on", presses("reference-on")),
    ("texts-greet", _texts),
    ("farewell-greet", _leaves_it),
    ("times-greet", _times),
    ("clinic-greet", _books("clinic-greet")),
    ("turn-on", _books("turn-on")),
    ("turn-birth", _birth),
    ("wait-none-left", _none_left),
    ("in-use-mine", _leaves_it),
    ("back-one", presses("back-one")),
    ("back-one-live", _leaves_it),
    ("back-several", presses("back-several")),
    ("back-several-live", _leaves_it),
    ("go-on-there", presses("go-on-there")),
    ("go-on-birth", _birth),
    ("long-call", presses("call-me-stay")),  # who would be called back has asked for it before
    ("call-me", presses("call-me")),
    ("call-hang-up", _promised),
    ("may-we-call", _may_we_call),
    ("kept-place", _leaves_it),
    ("registered", _leaves_it),
    ("before-opening-known", presses("kept-hear")),
    ("closed-keep", presses("closed-keep")),
    ("full-region", _full),
    ("full-until", _full),
    ("near-greet", _near),
    ("region-greet", _region),
    ("nothing-wait", _nothing_now),
    ("code-greet", lambda caller, _phone, _heard: caller.person.codes[0]),
    ("code-nth", _nth("code-nth", lambda caller: caller.person.codes)),
    ("birth-check", presses("right")),
    ("birth-self", _birth),
    ("birth-other", _birth),
    ("birth-nth", _nth("birth-nth", lambda caller: caller.person.births)),
    ("how-many", _how_many),
    ("whom-self", _whom),
    ("main-book", _main),
    ("language-choice", _language),
    ("language-other", presses("language-other")),  # where somebody of the house has a place in another
    ("joined-callback", _line),
    ("manage-birth", _birth),
    ("reminded-come", presses("reminded-come")),
    ("manage-hear", _leaves_it),
)
