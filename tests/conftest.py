"""What holds for all tests."""

import pytest
from hypothesis import settings

from tests.faults.scenes.refusals import status_of
from tests.support import counts
from tests.support.counts import lines_of, measured
from tests.support.databases import drop_templates
from tests.support.generated_client import generated
from tests.support.node_parties import mock_maskinporten, node_folder, oidc_provider
from tests.support.stacks import cast, stack

# one definition for all, or each folder would start services of its own
__all__ = ["cast", "generated", "measured", "mock_maskinporten", "node_folder", "oidc_provider", "stack", "status_of"]

settings.register_profile("unhurried", deadline=None)  # a busy machine is not a wrong answer
settings.load_profile("unhurried")


@pytest.hookimpl(tryfirst=True)  # pytest-xdist looks for groups in its own
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on the same running services go to the same worker, so that each kind is started once; so do those that
    wait for compiled loops.
    """
    for item in items:
        if "_compiled" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("compiled"))
        if "stack" in getattr(item, "fixturenames", ()):
            engine = "postgresql" if "postgresql" in item.name else "sqlite"
            item.add_marker(pytest.mark.xdist_group(f"stack-{engine}"))
        if "measured" in getattr(item, "fixturenames", ()) or _counts(item):
            item.add_marker("counted")  # what `make faults` runs


def _counts(item: pytest.Item) -> bool:
    """Whether how often it tries is counted, in its own module."""
    return getattr(getattr(item, "module", None), "count", None) is counts.count


def pytest_unconfigure() -> None:
    drop_templates()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what the fault tests counted."""
    lines = lines_of(terminalreporter.getreports("passed") + terminalreporter.getreports("failed"))
    if lines:
        terminalreporter.section("measured")
        for line in lines:
            terminalreporter.write_line(line)
