"""The lives of candidacies and placements, and who may move them."""

import pytest

from services.kit.errors import WrongState
from services.placements.candidacies.domain import CANDIDACY, OPEN, CandidacyState, legal_for_candidacy, move_candidacy
from services.placements.placements.domain import PLACEMENT, PlacementState, legal_for_placement, legal_for_reader
from services.scheme.parties import Party


class TestMachines:
    @pytest.mark.parametrize("state", ["accepted", "declined", "withdrawn", "not_selected", "expired"])
    def test_a_candidacy_that_is_over_stays_over(self, state: str) -> None:
        assert CANDIDACY.legal(CandidacyState(state)) == []

    @pytest.mark.parametrize("state", ["completed", "ended_early", "rejected", "expired", "cancelled"])
    def test_a_placement_that_is_over_stays_over(self, state: str) -> None:
        assert PLACEMENT.legal(PlacementState(state)) == []

    @pytest.mark.parametrize(
        ("state", "employee", "host"),
        [
            ("applied", ["withdraw"], ["decline", "offer", "withdraw"]),
            ("invited", ["decline", "interest", "withdraw"], ["withdraw"]),
            ("interested", ["withdraw"], ["decline", "offer", "withdraw"]),
            ("offered", ["accept", "decline", "propose_terms", "withdraw"], ["withdraw"]),
            ("reserve", ["withdraw"], ["offer", "withdraw"]),
        ],
    )
    def test_one_declines_what_one_was_asked(self, state: str, employee: list[str], host: list[str]) -> None:
        assert legal_for_candidacy(CandidacyState(state), {Party.EMPLOYEE}) == employee
        assert legal_for_candidacy(CandidacyState(state), {Party.HOST}) == host
        assert legal_for_candidacy(CandidacyState(state), {Party.HOME}) == []

    def test_the_employee_does_not_edit_the_terms(self) -> None:
        assert legal_for_placement(PlacementState.PROPOSED, {Party.EMPLOYEE}) == [
            "approve", "cancel", "propose_terms", "reject"
        ]  # fmt: skip
        assert "edit" in legal_for_placement(PlacementState.PROPOSED, {Party.HOME})

    def test_an_illegal_move_names_the_legal_ones(self) -> None:
        with pytest.raises(WrongState) as refused:
            move_candidacy(CandidacyState.INVITED, "accept", parties={Party.EMPLOYEE})
        assert refused.value.facts == {"legal": ["decline", "interest", "withdraw"]}

    def test_every_open_candidacy_can_end_in_each_way(self) -> None:
        for state in OPEN:
            assert {"decline", "withdraw", "pass_over", "expire"} <= set(CANDIDACY.legal(state))


class TestLegalForReader:
    """What a placement's reader may do now, as `legal` in the response says it."""

    def test_leaves_out_deciding_for_who_has_decided(self) -> None:
        may = {"approve", "cancel", "edit", "reject"}
        legal = legal_for_reader(PlacementState.PROPOSED, {Party.HOME}, may=may, may_decide=False)
        assert legal == ["cancel", "edit"]
