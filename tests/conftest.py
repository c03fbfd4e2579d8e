"""What holds for all tests."""

import pytest
from hypothesis import settings

from tests.support.stacks import cast, stack

__all__ = ["cast", "stack"]  # one definition for all, or each folder would start services of its own

settings.register_profile("unhurried", deadline=None)  # a busy machine is not a wrong answer
settings.load_profile("unhurried")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests on the same running services go to the same worker, so that each kind is started once."""
    for item in items:
        if "stack" in getattr(item, "fixturenames", ()):
            engine = "postgresql" if "postgresql" in item.name else "sqlite"
            item.add_marker(pytest.mark.xdist_group(f"stack-{engine}"))
