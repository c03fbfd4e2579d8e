"""The same processes as in the journeys."""

from tests.journeys.conftest import cast, stack

__all__ = ["cast", "stack"]
