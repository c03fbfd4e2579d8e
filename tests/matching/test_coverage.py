"""Supply and demand: counted, hidden where few, and shown in three forms."""

import csv
from collections import Counter
from datetime import date
from io import StringIO
from random import Random
from typing import Any, TypeVar
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from services.matching.coverage.domain import Horizon, cross_sector, demand_of, merged, sectors_of_experts, supply_of
from services.matching.coverage.supply import supply
from services.matching.engine.experts import Experts
from services.matching.fit.privacy import Crowd
from services.scheme.counties import EVERYWHERE, NO_COUNTY, OTHER
from services.scheme.privacy import FEWEST_BODIES
from tests.matching.scenes.pools import DEEP, HOMES, lived_through, put
from tests.matching.scenes.states import a_need, a_window, expert_json, filled, made_at_noon, need_json
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL
from tests.support.counts import Measured, count
from vocabulary import load
from vocabulary.codes import CountyCode

person = made_at_noon(callers.person)
COORDINATOR, BROKER = person("coordinator", BAERUM), person("broker", LANEKASSEN)
K = TypeVar("K")
COVERAGE = "/v1/coverage?first=2027-03&months=2"


@pytest.fixture
def counted(api: Api, at_noon: None) -> Api:
    """Six in Akershus, two of them only in spring; three in Troms; two places wanted in Akershus in March.

    Of three bodies, and two of the body that asks.
    """
    spring = [a_window("2027-01-01", "2027-05-30")]
    experts = [expert_json(n) for n in range(1, 5)] + [expert_json(n, windows=spring) for n in (5, 6)]
    experts += [expert_json(n, county="troms", sector="health") for n in range(7, 10)]
    experts.append(expert_json(10, state="paused"))
    homes = [TOLL, LANEKASSEN, HUSBANKEN]
    experts = [one | {"home": homes[n % 3]} for n, one in enumerate(experts)]
    experts += [expert_json(n, home=BAERUM, county=county) for n, county in ((11, "akershus"), (12, "troms"))]
    filled(api, experts=experts, needs=[need_json(1001, places=2), need_json(1002, county="troms", state="filled")])
    return api


def cells(api: Api, caller: dict[str, str]) -> dict[tuple[str, str], tuple[int | None, int, str]]:
    body = api.get(COVERAGE, caller).json()
    assert {cell["field"] for cell in body["cells"]} == {"service-design"}
    return {(c["month"], c["region"]): (c["supply"], c["demand"], c["balance"]) for c in body["cells"]}


def cells_of_others(api: Api, own: int, *, exact: bool) -> dict[tuple[str, str], tuple[int | None, int, str]]:
    """Of one body's three in Akershus and many elsewhere, beside some of the body that asks."""
    others: list[dict[str, Any]] = [{"home": TOLL}] * 3
    others += [{"home": home, "county": county} for county in ("oslo", "troms") for home in 2 * HOMES[1:]]
    states = [expert_json(n, **one) for n, one in enumerate(others)]
    states += [expert_json(100 + n, home=BAERUM, county="akershus" if n % 2 else "oslo") for n in range(own)]
    filled(api, experts=states, needs=[])
    return cells(api, BROKER if exact else COORDINATOR)


class TestRegions:
    @pytest.mark.parametrize("word", [EVERYWHERE, OTHER, NO_COUNTY])
    def test_that_are_no_county_cannot_be_given_as_one(self, word: str) -> None:
        counties = TypeAdapter[str](CountyCode)
        with pytest.raises(ValidationError, match="unknown_county"):
            counties.validate_python(word)
        assert counties.validate_python("troms") == "troms"

    @pytest.mark.parametrize("merge", [False, True])
    def test_count_a_county_so_named_before_as_none(self, merge: bool) -> None:
        counties = [None, EVERYWHERE, OTHER, NO_COUNTY, "troms"]
        experts = put(Experts.none(), [expert_json(n, county=county) for n, county in enumerate(counties)])
        needs = [a_need(n, county=county) for n, county in enumerate(counties)]
        march = Horizon.of(date(2027, 3, 1), months=1)
        offered = supply(experts.merged() if merge else experts, march, vocabulary=load()).counted
        for counted in (offered, demand_of(needs, march, vocabulary=load())):
            assert {region: _number(each) for (_, region, _), each in counted.items()} == {NO_COUNTY: 4, "troms": 1}


CROWDS = st.lists(st.sampled_from([BAERUM, HUSBANKEN, LANEKASSEN, TOLL]), max_size=9).map(
    lambda homes: Crowd(experts=len(homes), homes=frozenset(homes))
)


class TestMerged:
    @given(st.dictionaries(st.sampled_from("abcdefgh"), CROWDS))
    def test_nothing_small_can_be_had_by_subtraction(self, crowds: dict[str, Crowd]) -> None:
        shown, rest = merged(crowds)
        hidden = crowds.keys() - shown.keys()
        assert all(crowd.experts >= 5 and len(crowd.homes) >= 3 for crowd in shown.values())
        if hidden and shown:
            assert len(hidden) >= 2
            assert rest is not None
            assert rest.experts == sum(crowds[key].experts for key in hidden) >= 5
            assert len(rest.homes) >= 3


class TestCrossSector:
    def test_counts_nobody_of_a_hidden_sector(self) -> None:
        """Counted as another than every sector, they would all cross."""
        health, hidden = (Crowd(experts=count, homes=frozenset({BAERUM})) for count in (6, 3))
        offered = {("law", "health"): health, ("law", None): hidden, ("hr", None): hidden}
        wanted = {"law": Counter({"health": 1, "food": 1, None: 5}), "hr": Counter[str | None]({"health": 1})}
        assert cross_sector(offered, wanted) == {"law": (health, 12, 6), "hr": (Crowd(), 0, 0)}


class TestSupply:
    def test_of_the_columns_is_that_of_the_states(self, measured: Measured) -> None:
        horizon = Horizon.of(date(2027, 1, 1), months=12)
        for seed in range(count(2_000)):
            chance = Random(seed)
            experts, kept = lived_through(chance)
            for one, vocabulary in ((experts, load()), (experts.merged(), load()), (experts.merged(), DEEP)):
                found = supply(one, horizon, vocabulary=vocabulary)
                states = kept.values()
                assert _numbers(found.counted) == _numbers(supply_of(states, horizon, vocabulary=vocabulary))
                assert _numbers(found.by_sector) == _numbers(sectors_of_experts(states, vocabulary=vocabulary))
        measured(f"matching: coverage of {count(2_000):,} random pools, columns = states")


class TestShowCoverage:
    def test_brokers_see_all(self, counted: Api) -> None:
        found = cells(counted, BROKER)
        assert found["2027-03", "akershus"] == (7, 2, "surplus")
        assert found["2027-04", "akershus"] == (5, 0, "surplus")
        assert found["2027-03", "troms"] == (4, 0, "surplus")
        assert found["2027-03", "all"] == (11, 2, "surplus")

    def test_others_see_no_few(self, counted: Api) -> None:
        found = cells(counted, COORDINATOR)
        assert found["2027-03", "all"] == (9, 2, "surplus")
        assert found["2027-03", "akershus"] == (None, 2, "not_shown")  # else Troms could be had by subtraction
        assert found["2027-03", "troms"] == (None, 0, "not_shown")
        assert found["2027-03", "other"] == (9, 2, "surplus")

    @pytest.mark.parametrize("own", [0, 1, 4, 9])
    def test_says_the_same_whatever_own_profiles_say(self, api: Api, at_noon: None, own: int) -> None:
        """Neither shown nor hidden by them, nor is another region hidden in its place (I31)."""
        without = cells_of_others(api, 0, exact=False)
        assert without["2027-03", "akershus"] == (None, 0, "not_shown")
        assert cells_of_others(api, own, exact=False) == without

    def test_negative_control_brokers_are_told_of_own_profiles(self, api: Api, at_noon: None) -> None:
        assert cells_of_others(api, 0, exact=True) != cells_of_others(api, 4, exact=True)

    @pytest.mark.parametrize(
        ("homes", "supply"),
        [
            ([TOLL, TOLL, TOLL, LANEKASSEN, HUSBANKEN], 5),
            ([TOLL, TOLL, LANEKASSEN, HUSBANKEN], None),
            ([TOLL] * 5 + [LANEKASSEN] * 5, None),
        ],
    )
    def test_shows_five_of_three_bodies(self, api: Api, at_noon: None, homes: list[str], supply: int | None) -> None:
        filled(api, experts=[expert_json(n, home=home) for n, home in enumerate(homes)], needs=[])
        assert cells(api, COORDINATOR)["2027-03", "all"][0] == supply

    def test_tells_how_much_crosses_sectors(self, counted: Api) -> None:
        body = counted.get(COVERAGE, COORDINATOR).json()
        assert body["across_sectors"] == [{"field": "service-design", "share": 1.0}]
        assert body["labels"] == {"service-design": "Tjenestedesign"}
        assert (body["months"], body["fewest_shown"]) == (["2027-03", "2027-04"], 5)

    def test_is_a_table_where_asked(self, counted: Api) -> None:
        answer = counted.get(COVERAGE, {**BROKER, "Accept": "text/csv"})
        assert answer.headers["Content-Type"].startswith("text/csv")
        rows = list(csv.DictReader(StringIO(answer.text)))
        assert rows[0]["region"] == "all"
        assert {row["supply"] for row in rows} == {"11", "9", "7", "5", "4"}

    def test_is_a_picture_that_reads_without_colour(self, counted: Api) -> None:
        answer = counted.get(COVERAGE, {**COORDINATOR, "Accept": "image/svg+xml", "Accept-Language": "en"})
        assert answer.headers["Content-Type"].startswith("image/svg+xml")
        picture = ET.fromstring(answer.text)
        assert picture.attrib["role"] == "img"
        title, description = picture[0], picture[1]
        assert (title.text, description.tag.rpartition("}")[2]) == (
            "Supply and demand by professional field and month",
            "desc",
        )
        assert "9 / 2 ▲" in [part.text for part in picture]
        assert "Service design: 2027-03 9 / 2 ▲" in (description.text or "")

    def test_is_for_coordinators_and_brokers(self, counted: Api) -> None:
        assert_problem(counted.get(COVERAGE), 401, "unauthenticated")
        assert_problem(counted.get(COVERAGE, person("requester", BAERUM)), 403, "not-permitted")

    @pytest.mark.parametrize("query", ["first=2027-13", "first=march", "months=0", "months=13", "month=3"])
    def test_points_at_what_is_wrong(self, counted: Api, query: str) -> None:
        assert_problem(counted.get(f"/v1/coverage?{query}", COORDINATOR), 422, "invalid")

    def test_is_503_while_the_index_is_built(self, api: Api, at_noon: None) -> None:
        assert_problem(api.get(COVERAGE, COORDINATOR), 503, "index-empty")


def _number(counted: int | Crowd) -> int:
    return counted if isinstance(counted, int) else counted.experts


def _numbers(crowds: dict[K, Crowd]) -> dict[K, tuple[int, int]]:
    """How many, and of how many bodies, up to as many as the rule asks for."""
    return {key: (crowd.experts, min(len(crowd.homes), FEWEST_BODIES)) for key, crowd in crowds.items()}
