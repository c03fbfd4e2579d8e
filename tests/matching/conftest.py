"""Matching on both databases."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from uuid import uuid4

import pytest

from services.kit import clock
from services.matching.main import create_app
from services.matching.tables import Table
from tests.matching.scenes.states import NOON, expert_json, filled, need_json
from tests.support.api import Api
from tests.support.callers import BAERUM, LANEKASSEN, TOLL
from tests.support.service_fixtures import api_fixture, database_fixture, database_url_fixture

database_url = database_url_fixture("matching")
database = database_fixture(Table.metadata)
api = api_fixture(create_app)


@pytest.fixture
def at() -> Iterator[Callable[[timedelta], None]]:
    """The day the factories' needs and windows are made for, and a way to move on from it."""
    with clock.stopped_at(NOON) as move:
        yield move


@pytest.fixture
def at_noon(at: Callable[[timedelta], None]) -> None:
    """The day the factories' needs and windows are made for."""


@pytest.fixture
def followed(api: Api) -> Api:
    """Four experts and two needs of Bærum's: one fits best, one less, one is paused, one is Bærum's own."""
    experts = [
        expert_json(1, learning=["service-design"]),
        expert_json(2, fields=[{"field": "user-research", "level": 1}], skills=[]),
        expert_json(3, state="paused"),
        expert_json(4, home=BAERUM, county="troms", person=str(uuid4())),
    ]
    needs = [need_json(1001, must_skills=["prototyping", "design-thinking"]), need_json(1002, state="on_hold")]
    filled(api, experts=experts, needs=needs)
    return api


@pytest.fixture
def market(api: Api) -> Api:
    """Three of Bærum's needs and one of Toll's. Experts 1 and 2 suit all; 3 suits 1001 only, in person."""
    experts = [
        expert_json(1),
        expert_json(2, skills=[], fields=[{"field": "service-design", "level": 1}]),
        expert_json(3, home=LANEKASSEN, fields=[{"field": "user-research", "level": 2}], county="troms"),
    ]
    needs = [
        need_json(1001, remote=True),
        need_json(1002, must_skills=["prototyping"]),
        need_json(1003, state="on_hold"),
        need_json(1009, host=TOLL, must_skills=["prototyping"]),
    ]
    filled(api, experts=experts, needs=needs)
    return api
