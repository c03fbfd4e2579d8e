"""Repeats a step in a thread until the stop signal is set, whatever the step raises."""

from collections.abc import Callable
from threading import Event

import structlog

from services.kit import context
from services.kit.errors import ServiceError

log = structlog.get_logger()
Loop = Callable[[Event], None]


def repeat(
    step: Callable[[], object],
    stop: Event,
    *,
    pause: Callable[[], float] = lambda: 0.0,
    failed: Callable[[Exception], float],
) -> None:
    """Run `step` until `stop` is set. Outlives every failure: a thread that died would silently do nothing more.

    `pause` returns how many seconds to wait after a step that went well; `failed` logs one that did not, and returns
    how many to wait after that.
    """
    while not stop.is_set():
        context.begin(context.RequestContext())
        try:
            step()
        except Exception as error:  # the next round may succeed; a dead thread never does
            seconds = failed(error)
        else:
            seconds = pause()
        if seconds:
            stop.wait(seconds)


def log_failure(error: Exception, *, name: str, refused: float, failed: float, **facts: str) -> float:
    """Log `<name>_waits` where another service or the database refused, `<name>_failed` where anything else went wrong.

    Returns which of the two pauses to make. The message of the error could carry personal data and is not logged.
    """
    if isinstance(error, ServiceError):
        log.info(f"{name}_waits", **facts, reason=error.code)
        return refused
    log.error(f"{name}_failed", **facts, reason=type(error).__name__)
    return failed
