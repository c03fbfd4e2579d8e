"""Logs as JSON lines on standard output: codes, routes and durations; no personal data."""

import logging
import sys
from typing import Any

import structlog

from services.kit import clock, context


def configure_logging(service: str) -> None:
    """Make structlog and the standard library write the same lines, with the service and the request's id."""

    def add_context(_logger: object, _method: str, entry: Any) -> Any:
        entry.setdefault("service", service)
        entry.setdefault("request_id", context.current().request_id)
        entry["at"] = clock.now().isoformat(timespec="milliseconds")
        return entry

    shared: list[Any] = [structlog.stdlib.add_log_level, add_context]
    structlog.configure(
        processors=[*shared, structlog.processors.JSONRenderer()],
        logger_factory=structlog.PrintLoggerFactory(),  # to what is standard output when a line is written
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
    )
    handler = logging.StreamHandler(sys.stdout)
    render: list[Any] = [
        structlog.stdlib.ProcessorFormatter.remove_processors_meta,
        structlog.processors.JSONRenderer(),
    ]
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=render, foreign_pre_chain=shared))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
