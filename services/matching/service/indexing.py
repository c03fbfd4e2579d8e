"""Tells what the index holds, so that it can be compared: with the tables it follows, or with another replica's."""

from services.matching.domain import digest_of_all
from services.matching.engine.index import Snapshot
from services.matching.schemas import FollowedRead, IndexRead


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
