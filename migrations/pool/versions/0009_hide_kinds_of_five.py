"""Hide level and sector in the states that matching reads, where fewer than six bodies share them, and not five:
the asker's own may be one of them.

The states move to the end of their feed, so that an index that is up to date reads them again.
"""

from collections import Counter
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

FEWEST_ALIKE = 6
HEAD = sa.table("feed_head", sa.column("states", sa.BigInteger))
FEED = sa.table("state_feed", sa.column("id", sa.String), sa.column("n", sa.BigInteger), sa.column("state", sa.JSON))


def upgrade() -> None:
    connection = op.get_bind()
    connection.execute(sa.update(HEAD).values(states=HEAD.c.states))  # the feed lock: nobody takes a position meanwhile
    bodies = Counter(tuple(row) for row in connection.execute(sa.text("SELECT level, sector FROM organisations")))
    told = connection.execute(sa.select(FEED.c.id, FEED.c.state).order_by(FEED.c.n)).all()
    hidden = [(key, _hiding(state)) for key, state in told if state and _tells_of_few(state, bodies)]
    first = connection.execute(sa.select(HEAD.c.states)).scalar_one() + 1
    for n, (key, state) in enumerate(hidden, start=first):
        connection.execute(sa.update(FEED).where(FEED.c.id == key).values(n=n, state=state))
    connection.execute(sa.update(HEAD).values(states=HEAD.c.states + len(hidden)))


def downgrade() -> None:
    """What was hidden stays hidden until its profile or body changes."""


def _tells_of_few(state: dict[str, Any], bodies: Counter[tuple[Any, ...]]) -> bool:
    return state["level"] is not None and bodies[state["level"], state["sector"]] < FEWEST_ALIKE


def _hiding(state: dict[str, Any]) -> dict[str, Any]:
    return state | {"level": None, "sector": None}
