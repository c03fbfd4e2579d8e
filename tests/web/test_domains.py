"""What pages show, and what forms read: the rules without HTTP."""

import json
from datetime import UTC, datetime

import pytest

from ressurspool.client.matching import Cell
from ressurspool.client.notify import Message
from services.web.body.domain import code_of, who
from services.web.body.schemas import PolicyForm
from services.web.clients.schemas import ClientForm, KeyForm
from services.web.coverage.domain import regions_of, rows_of, shade_of
from services.web.inbox.domain import codes_about, place_of
from services.web.page.typed_values import Unreadable, read
from services.web.plans.domain import titles_of
from services.web.plans.schemas import PlanForm

KEY = {"kty": "RSA", "kid": "a", "n": "x", "e": "AQAB"}


class TestDepartments:
    @pytest.mark.parametrize(
        ("name", "code"),
        [
            ("IT og utvikling", "it-og-utvikling"),
            ("Økonomi/lønn", "okonomi-lonn"),
            ("Ærå", "aera"),
            ("***", "avdeling"),
        ],
    )
    def test_get_a_code_of_their_name(self, name: str, code: str) -> None:
        assert code_of(name) == code

    def test_keep_their_code_and_are_taken_away_without_a_name(self) -> None:
        typed = {"min_months": "2", "max_months": "3", "payer": "home", "version": "1"}
        rows = {"departments/0/name": "Nytt navn", "departments/0/code": "it", "departments/1/code": "hr"}
        form = read(PolicyForm, {name: [value] for name, value in (typed | rows).items()})
        assert [(one.code, one.name) for one in form.draft().departments] == [("it", "Nytt navn")]


class TestWho:
    def test_is_a_member_by_name_else_a_system_never_an_id(self) -> None:
        names = {"1": "HR-koordinator"}
        assert [who("1", "web", names), who("2", "web", names), who(None, "hr-system", names)] == [
            "HR-koordinator",
            "–",
            "hr-system",
        ]


class TestKeys:
    def test_are_read_without_their_private_parts(self) -> None:
        form = read(KeyForm, {"key": [json.dumps(KEY | {"d": "private"})]})
        assert "private" not in form.key.model_dump_json()

    @pytest.mark.parametrize("typed", ["x", "[]", "1", json.dumps({"kty": "RSA"}), json.dumps(KEY | {"kty": "EC"})])
    def test_that_are_none_have_a_fault_beside_the_field(self, typed: str) -> None:
        with pytest.raises(Unreadable) as caught:
            read(KeyForm, {"key": [typed]})
        assert list(caught.value.faults) == ["key"]

    def test_are_sent_only_where_they_were_typed(self) -> None:
        typed = {
            "name": ["App"],
            "proves": ["none"],
            "scopes": ["pool:read"],
            "redirect_uris": ["https://a\nhttps://b"],
        }
        draft = read(ClientForm, typed).draft()
        assert draft.model_dump(exclude_unset=True) == {
            "name": "App",
            "scopes": ["pool:read"],
            "token_endpoint_auth_method": "none",
            "redirect_uris": ["https://a", "https://b"],
        }


class TestCoverage:
    @pytest.mark.parametrize(
        ("supply", "demand", "shade"),
        [(None, 9, "hidden"), (2, 2, "even"), (0, 1, "short-1"), (0, 6, "short-3"), (4, 1, "spare-2")],
    )
    def test_is_shaded_by_how_many_are_missing(self, supply: int | None, demand: int, shade: str) -> None:
        assert shade_of(supply, demand) == shade

    def test_has_a_row_for_each_field_of_the_region(self) -> None:
        cells = [_cell("a", "all", "2027-02"), _cell("a", "oslo", "2027-01"), _cell("b", "all", "2027-01")]
        rows = rows_of(cells, ["2027-01", "2027-02"], "all")
        assert {field: [one.demand for one in squares] for field, squares in rows.items()} == {"a": [0, 5], "b": [5, 0]}
        assert regions_of(cells) == ["all", "oslo"]

    def test_never_makes_a_number_of_a_group_too_small_to_show(self) -> None:
        (square,) = rows_of([_cell("a", "all", "2027-01", supply=None)], ["2027-01"], "all")["a"]
        assert square.supply is None


class TestMessages:
    @pytest.mark.parametrize(
        ("code", "own", "place"),
        [
            ("placement_agreed", False, "/web/placements/1"),
            ("candidacy_offered", True, "/web/candidacies/1"),
            ("expert_endorsed", True, "/web/profile"),
            ("expert_submitted", False, "/web/experts/1"),
            ("organisation_leaving_asked", False, "/web/body"),
            ("plan_finished", False, "/web/plans/1"),
            ("organisation_uncoordinated", False, ""),
            ("opportunity_found", True, "/web/needs/1"),
            ("amendment_proposed", True, "/web/placements/7/amendments/1"),
            ("more_waiting", False, ""),
        ],
    )
    def test_lead_to_what_they_are_about(self, code: str, own: bool, place: str) -> None:
        at, params = datetime.now(UTC), {"placement_id": "7"}
        message = Message(id="9", at=at, code=code, subject="1", title="t", text="x", params=params, read_at=None)
        assert place_of(message, own_expert=own) == place

    def test_are_filtered_with_what_belongs_to_their_subject(self) -> None:
        codes = ["placement_agreed", "amendment_applied", "need_opened", "task_reminder"]
        assert codes_about("placement", codes) == ["placement_agreed", "amendment_applied"]


class TestPlans:
    def test_have_a_short_name_for_a_need_that_cannot_be_read(self) -> None:
        assert titles_of([], ["12345678-aaaa"], "Behov") == {"12345678-aaaa": "Behov 12345678"}

    def test_have_a_period_only_where_both_days_are_typed(self) -> None:
        with pytest.raises(Unreadable) as caught:
            read(PlanForm, {"objective": ["stable"], "horizon/start": ["1.3.2027"], "horizon/end": [""]})
        assert list(caught.value.faults) == ["horizon/end"]
        assert read(PlanForm, {"objective": ["stable"], "horizon/end": [""]}).order().horizon is None


def _cell(field: str, region: str, month: str, *, supply: int | None = 2) -> Cell:
    return Cell(field=field, region=region, month=month, supply=supply, demand=5, balance="shortage")
