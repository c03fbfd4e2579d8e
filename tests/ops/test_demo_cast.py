"""The demonstration's cast: what the services would refuse is found here first."""

import csv
from datetime import date

import pytest

from ressurspool.ops.demo.cast import MARK, CastExpert, CastNeed, experts, needs
from ressurspool.ops.demo.story import months_later
from services.kit.settings import PROJECT_ROOT
from vocabulary import load

TODAY = date(2026, 2, 27)


def bodies() -> set[str]:
    with (PROJECT_ROOT / "services/auth/data/organisations.csv").open(encoding="utf-8", newline="") as file:
        return {row["orgnr"] for row in csv.DictReader(file)}


class TestExperts:
    def test_are_about_forty_at_many_bodies(self) -> None:
        assert len(experts()) == 40
        assert len({expert.orgnr for expert in experts()}) >= 20

    @pytest.mark.parametrize("expert", experts(), ids=lambda expert: f"{expert.title} {expert.orgnr}")
    def test_have_known_fields_and_skills_at_real_bodies(self, expert: CastExpert) -> None:
        profile = expert.sign_up("name", TODAY)
        assert expert.orgnr in bodies()
        assert {field.field for field in profile.fields} | set(profile.wanted_learning) <= set(load().concepts)
        assert set(profile.skills) <= set(load().skills)
        assert profile.windows[0].start > TODAY

    def test_are_told_apart_by_title_within_a_body(self) -> None:
        assert len({(expert.title, expert.orgnr) for expert in experts()}) == len(experts())


class TestNeeds:
    def test_are_about_ten_at_different_bodies(self) -> None:
        assert len(needs()) == len({need.orgnr for need in needs()}) == 10

    @pytest.mark.parametrize("need", needs(), ids=lambda need: need.title)
    def test_have_known_fields_and_skills_and_are_marked_as_illustration(self, need: CastNeed) -> None:
        draft = need.new_need(TODAY)
        assert need.orgnr in bodies()
        assert {field.field for field in draft.fields} <= set(load().concepts)
        assert {*draft.must_skills, *draft.nice_skills} <= set(load().skills)
        assert draft.description.startswith(MARK)
        assert draft.publish


class TestMonthsLater:
    @pytest.mark.parametrize(
        ("start", "months", "later"),
        [
            (date(2026, 2, 1), 3, date(2026, 5, 1)),
            (date(2026, 11, 1), 2, date(2027, 1, 1)),
            (date(2026, 12, 31), 2, date(2027, 2, 28)),
            (date(2026, 10, 15), 2, date(2026, 12, 15)),
        ],
    )
    def test_counts_calendar_months(self, start: date, months: int, later: date) -> None:
        assert months_later(start, months) == later
