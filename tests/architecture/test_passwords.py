"""What guessing at a stolen hash costs. The tests of auth hash for less."""

from argon2 import extract_parameters
from argon2.low_level import Type

from services.auth.credentials.passwords import hash_password


def test_a_hash_costs_at_least_owasps_minimum() -> None:
    cost = extract_parameters(hash_password("en lang setning til prøve"))
    assert (cost.type, cost.memory_cost >= 19 * 1024, cost.time_cost >= 2) == (Type.ID, True, True)
