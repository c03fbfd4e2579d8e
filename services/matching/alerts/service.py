"""Alerts experts about new needs, if they turned alerts on: the best first, few a week, each need once."""

from collections.abc import Iterable, Iterator
from datetime import timedelta

from services.kit import clock
from services.matching.alerts.repository import Alerts
from services.matching.engine.index import Snapshot
from services.matching.fit.conditions import against
from services.matching.fit.pairs import Pair
from services.matching.fit.scoring import score_of
from services.matching.fit.states import NeedState
from vocabulary import load

WEEK = timedelta(days=7)


def new_needs(alerts: Alerts, snapshot: Snapshot) -> list[NeedState]:
    """The open needs that were not yet examined for alerts."""
    looked_at = alerts.list_looked_at()
    return [need for need in snapshot.needs.states.values() if need.state == "open" and need.id not in looked_at]


def alert_experts(alerts: Alerts, snapshot: Snapshot, needs: Iterable[NeedState], *, per_week: int) -> None:
    """Alert the experts who turned alerts on about each new need that fits, `per_week` times in seven days at most.

    Beyond that there is never an alert about the need, but it stands among the opportunities. Alerts that are turned
    on later do not cover needs that were examined before.
    """
    claimed = [need for need in sorted(needs, key=lambda need: need.id) if alerts.claim(need.id)]
    given = dict(alerts.count_since(clock.now() - WEEK))
    for pair in sorted(_fitting(snapshot, claimed), key=_best_first):
        expert = pair.expert
        if given.get(expert.id, 0) < per_week:
            given[expert.id] = given.get(expert.id, 0) + 1
            alerts.record(need_id=pair.need.id, expert_id=expert.id, person=expert.person)


def _fitting(snapshot: Snapshot, needs: list[NeedState]) -> Iterator[Pair]:
    on, vocabulary = clock.today(), load()
    for expert in snapshot.pool.listening():
        pairs = (Pair(expert=expert, need=need, on=on, vocabulary=vocabulary) for need in needs)
        yield from (pair for pair in pairs if not against(pair))


def _best_first(pair: Pair) -> tuple[str, int, str]:
    return pair.expert.id, -score_of(pair), pair.need.id
