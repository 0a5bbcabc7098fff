"""Forged accepted: a webhook that the carrier did not sign, and that was not refused or had an effect."""

from collections.abc import Callable, Iterator

from scripts.mornings.judge.finding import Finding
from scripts.mornings.judge.ledger import Ledger
from scripts.mornings.judge.network import Network

REFUSED = {403}
AWAY = {0}  # nobody was there to answer


def accepted(ledger: Ledger, seen: Network) -> Iterator[Finding]:
    """Find forged requests that were answered, and calls in the ledger that only a forger has named."""
    webhooks = {line["id"]: line for line in seen.of("webhook")}
    for line in seen.of("answer"):
        asked = webhooks[line["id"]]
        if asked["forged"] and line["status"] not in REFUSED | AWAY:
            yield Finding(
                "forged_accepted", "a forged webhook was answered", asked | {"status": line["status"]}
            )
    real = {line["call"] for line in webhooks.values() if not line["forged"]}
    only = {line["call"] for line in webhooks.values() if line["forged"]} - real
    for row in ledger.rows("SELECT call_sid FROM leg UNION SELECT call_sid FROM conversation"):
        if row["call_sid"] in only:
            yield Finding("forged_accepted", "a forged webhook had an effect", row)


RULES: tuple[Callable[[Ledger, Network], Iterator[Finding]], ...] = (accepted,)
