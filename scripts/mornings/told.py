"""What somebody can know at the end of a morning of what comes next."""

BOOKED, PROMISE, LISTED, NEXT_RELEASE = "booked", "promise", "waiting list", "next release"
KEPT, TESTED, NOTHING = "kept place", "only testing", "nothing"
