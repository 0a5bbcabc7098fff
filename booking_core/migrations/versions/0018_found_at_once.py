"""The newest claims and the next callbacks are found without looking through all of them."""

from collections.abc import Sequence

from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: Sequence[str] | None = None
depends_on: Sequence[str] | None = None


def upgrade() -> None:
    op.create_index("ix_claim_created", "claim", ["created_at"])
    op.create_index("ix_promise_due", "promise", ["due"])
