"""What a step requires of an expert and a need."""

from datetime import date

import pytest

from services.placements.standings.domain import endorsement_of, refuse_unwanted
from services.placements.standings.errors import ExpertNotAvailable, NeedNotOpen
from services.placements.terms.domain import Endorsement
from tests.placements.factories import a_need, an_expert


class TestFacts:
    def test_an_endorsement_that_ran_out_is_none(self) -> None:
        expert = an_expert(endorsement=Endorsement(until=date(2026, 1, 1), max_months=3, max_percentage=100))
        with pytest.raises(ExpertNotAvailable):
            endorsement_of(expert, on=date(2026, 1, 2), states={"available"})
        assert endorsement_of(expert, on=date(2026, 1, 1), states={"available"}).max_months == 3

    @pytest.mark.parametrize("state", ["draft", "submitted", "returned", "paused", "expired", "withdrawn"])
    def test_only_the_available_are_asked(self, state: str) -> None:
        with pytest.raises(ExpertNotAvailable):
            endorsement_of(an_expert(state=state), on=date(2026, 1, 1), states={"available"})

    def test_a_closed_need_takes_nobody(self) -> None:
        with pytest.raises(NeedNotOpen):
            refuse_unwanted(a_need(state="closed"), states={"open"})
