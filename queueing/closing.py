"""Who is let in shortly before the line closes: no more than can be served. Pure; times are in seconds.

A caller for a desk counts on beginning before the close: a talk that has begun goes on to its end, so what
has to fit into the time left is the wait alone. How long that is stands in the table from which every
caller's estimate is read; of the range that is said, its upper end counts, under which four waits in five
stay. Were it the middle, every second of the last who are let in would be sent home after all. So the line
lets in as many as there are positions whose range ends before the close, and since the table moves with the
desks, their talks and those who give up, so does that number, down to the last second.

A caller for units needs no time, only units: their turn comes within a second or two, and the booking menu
goes on to its end as a talk does. They are let in while what they may book reaches past all who have earlier
keys.

Whoever is not let in is carried over, with their key. So is whoever was let in and still waits at the close.
"""

from collections.abc import Sequence


def reach(table: Sequence[tuple[int, float]], high: float, left: float) -> int:
    """Return how many positions from the head on will begin before the close; 0 where nobody serves.

    `table` is `(position, seconds)`; `high` multiplies it to the end of the range; `left` is till the close.
    """
    before, less = 0, 0.0
    for position, seconds in table:
        if seconds * high > left:
            share = (left / high - less) / (seconds - less)
            return before + int(share * (position - before))
        before, less = position, seconds
    return before


def reaches(units: int, ahead: int, people: int) -> bool:
    """Tell whether open units reach past the people ahead and a party of so many."""
    return ahead + people <= units
