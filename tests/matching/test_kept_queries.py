"""What a need asks of a row: made once, and kept for as long as all that it is made of stays the same."""

from datetime import timedelta
from typing import Any

import pytest

from services.matching.engine.experts import Experts
from services.matching.engine.query import Query, kept_query_of, query_of
from services.matching.fit.scoring import Factor, shifted
from services.matching.fit.states import NeedState
from tests.matching.scenes.pools import DEEP, put
from tests.matching.scenes.states import TODAY, State, a_need, expert_json
from vocabulary import load


class TestAskedOf:
    @pytest.mark.parametrize("changes", [{"latest_start": "2199-01-01"}, {"months": 255}, {"percentage": 255}])
    def test_leaves_to_the_reference_what_is_out_of_reach(self, changes: State) -> None:
        assert query_of(a_need(**changes), Experts.none().codes, on=TODAY, vocabulary=load()) is None

    def test_is_kept_until_anything_it_was_made_of_changes(self) -> None:
        """A word that gets its number later was left out of the query: kept for longer, its holders would rank last."""
        experts = put(Experts.none(), [expert_json(1)]).merged()
        codes, need = experts.codes, a_need(must_skills=["brand-new"])

        def kept(need: NeedState = need, **changes: Any) -> Query | None:
            return kept_query_of(need, codes, **{"on": TODAY, "vocabulary": load(), **changes})

        first = kept()
        assert kept() is first
        others: dict[str, Any] = {
            "on": TODAY + timedelta(80),
            "vocabulary": DEEP,
            "weights": shifted({Factor.FIELD: 50}),
        }
        for name, other in others.items():
            assert kept(**{name: other}) is not first, name
        changed = kept(a_need(must_skills=["brand-new"], percentage=50))
        assert changed is not None
        assert changed.percentage == 50
        before = kept()
        put(experts, [expert_json(2, skills=["brand-new"])])
        after = kept()
        assert after is not None
        assert after is not before
        assert len(after.must) == 1
