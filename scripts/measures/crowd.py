"""People who wait: places as the ledger would have them, in three classes that many mornings have."""

from datetime import UTC, datetime, timedelta
from typing import cast

from redis import Redis

from queueing import Line, Place, measured

SEVEN = datetime(2027, 3, 1, 11, 0, tzinfo=UTC)
EPOCH_US = int(SEVEN.timestamp()) * 1_000_000
CLASSES = ("desk.en", "desk.fr", "keys.any.0.1")
LATE = SEVEN + timedelta(hours=3)
BATCH = 20_000


def place(number: int, line: str) -> Place:
    """Return the place of the caller who came as this number, a millisecond after the one before."""
    came = SEVEN + timedelta(milliseconds=number)
    wish_class = CLASSES[number % len(CLASSES)]
    return Place(
        id=number,
        line=line,
        key=EPOCH_US + number * 1000 + number % 1000,
        ticket=f"{number:08}",
        phone=None,
        language="fr" if wish_class == "desk.fr" else "en",
        wish={},
        wish_class=wish_class,
        people=1,
        state="waiting",
        why="joined",
        version=1,
        call_sid=f"CA{number:032}",
        agent=None,
        arrived_at=came,
        joined_at=came,
        changed_at=came,
        turn_at=None,
        held_until=None,
        carried_to=None,
        head_start=0,
        deadline=LATE,
    )


def crowd(redis: Redis, name: str, count: int) -> Line:
    """Return a line in which so many stand: some by the join script, the rest as that one writes them."""
    line = Line(redis, name)
    shown = 3 * len(CLASSES)
    for number in range(shown):
        line.publish(place(number, name))
    records = [cast("str", redis.hget(f"line:{{{name}}}:places", str(each))) for each in range(len(CLASSES))]
    for first in range(shown, count, BATCH):
        _stand(redis, name, range(first, min(first + BATCH, count)), records)
    line.put_tables({CLASSES[2]: (2200, 40)}, _pace(), "")
    redis.set(f"line:{{{name}}}:whole", "bench")
    if line.counts().waiting != max(count, shown):
        raise AssertionError("the line keeps its orders elsewhere now: mend scripts/measures/crowd.py")
    return line


def _stand(redis: Redis, name: str, numbers: range, records: list[str]) -> None:
    with redis.pipeline(transaction=False) as pipe:
        for at, wish_class in enumerate(CLASSES):
            mine = [place(each, name) for each in numbers if each % len(CLASSES) == at]
            if mine:
                pipe.zadd(f"line:{{{name}}}:order:{wish_class}", {str(each.id): each.key for each in mine})
                pipe.hset(f"line:{{{name}}}:places", mapping={str(each.id): records[at] for each in mine})
        pipe.execute()


def _pace() -> str:
    pace = measured.pace(measured.Seen(desks=40))
    return measured.words(measured.table(pace), measured.spread([]), None)
