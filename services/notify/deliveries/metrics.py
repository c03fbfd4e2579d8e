"""What the operator watches of deliveries: the backlog as it is, and what this process did with letters."""

from collections.abc import Iterator, Sequence

from prometheus_client import CollectorRegistry, Counter
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from services.kit import clock
from services.kit.data.database import Database
from services.kit.errors import Busy
from services.notify.deliveries.domain import CHANNEL, Backlog, DeliveryState, Outcome
from services.notify.deliveries.errors import AddressSuppressed
from services.notify.deliveries.repository import Deliveries
from services.notify.suppressions.service import count_suppressed


class DeliveryCounts:
    """Counts outcomes by channel. What failed is counted once for each try."""

    def __init__(self, registry: CollectorRegistry) -> None:
        labels = ["channel", "outcome"]
        self._outcomes = Counter("deliveries", "Tries by how they ended", labels, registry=registry)

    def count(self, outcome: Outcome) -> None:
        if outcome.state is DeliveryState.PENDING:
            return
        kind = "suppressed" if outcome.reason == AddressSuppressed.code else _WORDS[outcome.state]
        self._outcomes.labels(CHANNEL, kind).inc()

    def count_bounce(self) -> None:
        self._outcomes.labels(CHANNEL, "bounced").inc()


_WORDS = {DeliveryState.DELIVERED: "sent", DeliveryState.FAILED: "failed", DeliveryState.DEAD: "dead"}


class BacklogMetrics(Collector):
    """Asks the database whenever metrics are read. Of what is over, only the counts above say how much there was."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def describe(self) -> Iterator[GaugeMetricFamily]:
        """The metrics without values: to be registered must cost no query."""
        yield from _families()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        waiting, age, paused, suppressed = _families()
        try:
            with self._database.read() as session:
                deliveries = Deliveries(session)
                backlog, pauses, oldest = (
                    deliveries.list_backlog(),
                    deliveries.list_pauses(),
                    deliveries.find_oldest_due(),
                )
                suppressed.add_metric([CHANNEL], count_suppressed(session, at=clock.now()))
        except Busy:
            return
        for state, count in _by_state(backlog).items():
            waiting.add_metric([CHANNEL, state], count)
        age.add_metric([CHANNEL], max(0.0, (clock.now() - oldest).total_seconds()) if oldest else 0.0)
        paused.add_metric([CHANNEL], any(pause.channel == CHANNEL for pause in pauses))
        yield from (waiting, age, paused, suppressed)


def _families() -> tuple[GaugeMetricFamily, GaugeMetricFamily, GaugeMetricFamily, GaugeMetricFamily]:
    waiting = "Deliveries that are neither sent nor given up"
    return (
        GaugeMetricFamily("deliveries_waiting", waiting, labels=["channel", "state"]),
        GaugeMetricFamily("deliveries_oldest_seconds", "How long the oldest that is due waits", labels=["channel"]),
        GaugeMetricFamily("deliveries_paused", "1 where the operator has paused the channel", labels=["channel"]),
        GaugeMetricFamily("addresses_suppressed", "Addresses that nothing is sent to", labels=["channel"]),
    )


def _by_state(backlog: Sequence[Backlog]) -> dict[str, int]:
    counts = dict.fromkeys((DeliveryState.PENDING, DeliveryState.SENDING, DeliveryState.FAILED), 0)
    for one in backlog:
        counts[DeliveryState(one.state)] += one.count
    return {str(state): count for state, count in counts.items()}
