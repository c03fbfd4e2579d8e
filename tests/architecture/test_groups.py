"""Tests on the same running services share a worker, or each worker would start them for itself."""

import os

import pytest


@pytest.fixture
def stack() -> None:
    """In the place of the services: what it is called is what counts."""


@pytest.mark.skipif("PYTEST_XDIST_WORKER" not in os.environ, reason="runs in one process: there is nothing to share")
@pytest.mark.usefixtures("stack")
def test_the_group_reaches_the_worker(request: pytest.FixtureRequest) -> None:
    """The name of the group stands behind the test's own, which is what tests are given out by."""
    assert request.node.nodeid.endswith("@stack-sqlite")
