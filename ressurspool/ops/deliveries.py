"""Lines about deliveries, for the operator to read."""

from collections.abc import Iterator

from services.notify.operator.deliveries import Overview, list_deliveries, overview
from services.notify.settings import NotifySettings


def overview_lines() -> Iterator[str]:
    """How many deliveries there are by channel, state and reason, since when, and what is stopped."""
    found: Overview = overview(NotifySettings())
    for one in sorted(found.backlog, key=lambda one: (one.channel, one.state, one.reason or "")):
        reason = f" ({one.reason})" if one.reason else ""
        oldest = one.oldest.isoformat(timespec="seconds")
        yield f"{one.channel} {one.state}{reason}: {one.count}, the oldest of {oldest}"
    for pause in found.pauses:
        since = pause.since.isoformat(timespec="seconds")
        yield f"{pause.channel} is {'held' if pause.held else 'paused'} since {since}"
    yield f"{found.suppressed} addresses are suppressed"


def delivery_lines(state: str, *, reason: str | None, limit: int) -> Iterator[str]:
    """A line for each delivery, which names no person."""
    for one in list_deliveries(NotifySettings(), state, reason=reason, limit=limit):
        why = " ".join(filter(None, [one.reason, one.reply])) or "-"
        yield f"{one.id} {one.channel} {one.created_at.isoformat(timespec='seconds')} tries={one.tries} {why}"
