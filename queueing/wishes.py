"""What a place waits for, as data, and the class of wishes that compete for the same seats and units: pure.

A wish is kept as `{"seat": "desk" | "keys", "people": [{"birth_date": ISO, "code": str | None}], "region":
int | None, "releases": [int], "skill": str, "callback": bool, "relay": bool}`, beside whatever else an agent
may see of the answers: a region of None is any, and `callback` is whether we may call back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Self

DESK, KEYS = "desk", "keys"
ANY = "any"
RELAY = "relay"  # who calls through somebody who types for them, said by a key
MOST_PEOPLE = 5


def is_for_a_desk(wish_class: str) -> bool:
    """Tell by its name whether a class waits for a person; the other seats are the keypad's."""
    return wish_class.startswith(f"{DESK}.")


def is_through_relay(wish: Mapping[str, Any]) -> bool:
    """Tell whether a desk is to be kept before they are rung: an operator does not wait for us."""
    return bool(wish.get(RELAY)) or wish.get("skill") == RELAY


@dataclass(frozen=True, slots=True)
class WishClass:
    """One order of its own: places of one class can be served by just the same seats and units."""

    seat: str = DESK
    language: str = ""  # of a desk; the keypad speaks them all
    skill: str = ""
    region: int | None = None  # of a keypad's units; None is any
    releases: tuple[int, ...] = ()  # that admit everybody of the party; 0 is what has no release
    people: int = 1

    def __str__(self) -> str:
        """Return its name: `desk.en`, `desk.fr.relay`, `keys.3.1-2.2` (region, releases, people)."""
        if self.seat == DESK:
            return ".".join(filter(None, (DESK, self.language, self.skill)))
        region = ANY if self.region is None else str(self.region)
        return f"{KEYS}.{region}.{'-'.join(map(str, self.releases))}.{self.people}"

    @classmethod
    def read(cls, name: str) -> Self:
        """Return the class of a name."""
        seat, first, *rest = name.split(".")
        if seat == DESK:
            return cls(DESK, language=first, skill=rest[0] if rest else "")
        releases = tuple(int(each) for each in rest[0].split("-") if each)
        return cls(KEYS, region=None if first == ANY else int(first), releases=releases, people=int(rest[1]))

    def may_use(self, region: int, release: int) -> bool:
        """Tell whether a unit of this region and release (0: none) is one that the class waits for."""
        return self.seat == KEYS and self.region in {None, region} and release in self.releases

    def rivals(self, other: Self) -> bool:
        """Tell whether both may book the same units."""
        if DESK in {self.seat, other.seat}:
            return False
        same_region = None in {self.region, other.region} or self.region == other.region
        return same_region and not set(self.releases).isdisjoint(other.releases)


def class_of(wish: dict[str, Any], language: str) -> WishClass:
    """Return the class of a stored wish."""
    if wish.get("seat", DESK) == DESK:
        return WishClass(DESK, language=language, skill=wish.get("skill", ""))
    releases = tuple(sorted(wish.get("releases", ())))
    return WishClass(KEYS, region=wish.get("region"), releases=releases, people=count(wish))


def people(wish: dict[str, Any]) -> tuple[dict[str, str | None], ...]:
    """Return the people whom a wish is for: `{"birth_date": ISO, "code": str | None}` each."""
    if "people" not in wish and wish.get("birth_date"):  # the first answer of a talk that goes on
        return ({"birth_date": wish["birth_date"], "code": wish.get("code")},)
    return tuple(wish.get("people", ()))


def with_people(wish: dict[str, Any], those: Iterable[Mapping[str, str | None]]) -> dict[str, Any]:
    """Return the wish for just these people."""
    return {name: it for name, it in wish.items() if name not in {"birth_date", "code"}} | {
        "people": [dict(each) for each in those]
    }


def count(wish: dict[str, Any]) -> int:
    """Return for how many people a wish is; one where nobody was asked yet."""
    return max(1, len(people(wish)))


def agreed(wish: dict[str, Any]) -> bool:
    """Tell whether whoever calls agreed to be called back."""
    return bool(wish.get("callback"))


def birth_dates(wish: dict[str, Any]) -> set[str]:
    """Return the birth dates (ISO) of everybody whom a wish is for."""
    return {str(each["birth_date"]) for each in people(wish) if each["birth_date"]}
