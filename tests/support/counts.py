"""How often a fault test tries: in full by `make faults`, about a fiftieth of that in the everyday suite."""

import os
from collections.abc import Callable, Iterable

import pytest

FULL = os.environ.get("FAULTS") == "full"
EVERYDAY_SHARE = 50
MEASURED = "measured"

Measured = Callable[[str], None]


def count(full: int) -> int:
    """That many, or the everyday suite's share of it; at least one."""
    return full if FULL else max(full // EVERYDAY_SHARE, 1)


@pytest.fixture
def measured(record_property: Callable[[str, object], None]) -> Measured:
    """Report a count at the end of the run, such as `I8: 250,000 hostile tokens, 0 accepted`."""

    def report(line: str) -> None:
        record_property(MEASURED, line)

    return report


def lines_of(reports: Iterable[pytest.TestReport]) -> list[str]:
    return [str(line) for report in reports for name, line in report.user_properties if name == MEASURED]
