"""What the index holds, so that it can be compared with the tables it follows, or with another replica."""

from services.matching.engine.index import Snapshot
from services.matching.fit.digests import digest_of_all
from services.matching.index.schemas import AsOf, FollowedRead, IndexRead, Lag


def show_index(snapshot: Snapshot) -> IndexRead:
    experts, needs = snapshot.experts, snapshot.needs
    return IndexRead(
        experts=FollowedRead(
            position=experts.position,
            lag=experts.lag,
            count=len(experts.states),
            digest=digest_of_all(expert.indexed() for expert in experts.states.values()),
        ),
        needs=FollowedRead(
            position=needs.position,
            lag=needs.lag,
            count=len(needs.states),
            digest=digest_of_all(need.coded() for need in needs.states.values()),
        ),
    )


def as_of(snapshot: Snapshot) -> AsOf:
    """How far the feeds had been followed at this moment."""
    lag = Lag(experts=snapshot.experts.lag, needs=snapshot.needs.lag)
    return AsOf(**snapshot.positions, at=snapshot.heard_at, lag=lag)
