"""How many would fit a need that is not published, so that the numbers identify nobody."""

from typing import Any

import pytest

from services.matching.fit.conditions import Condition
from services.matching.fit.privacy import Crowd, told
from services.scheme import privacy
from tests.matching.scenes.states import expert_json, filled, made_at_noon
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL

person = made_at_noon(callers.person)
HOMES = (HUSBANKEN, LANEKASSEN, TOLL)
DRAFT = {
    "fields": [{"field": "service-design", "level": 2}],
    "earliest_start": "2027-03-01",
    "latest_start": "2027-03-31",
    "months": 2,
    "percentage": 80,
}


def fit(api: Api, caller: dict[str, str] | None = None, **changes: Any) -> dict[str, Any]:
    answer = api.post("/v1/fit", caller or person("requester", BAERUM), json=DRAFT | changes)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


def condition(shown: dict[str, Any], name: str) -> tuple[int | None, int | None]:
    (found,) = (each for each in shown["conditions"] if each["condition"] == name)
    return found["excludes"], found["more_without"]


@pytest.fixture
def pool(api: Api, at_noon: None) -> Api:
    """Twelve of three bodies who fit, seven who work too little, two without Norwegian, and Bærum's own six."""
    experts = [expert_json(n, home=HOMES[n % 3]) for n in range(12)]
    experts += [expert_json(20 + n, home=HOMES[n % 3], percentage=40) for n in range(7)]
    experts += [expert_json(30 + n, languages=["en"]) for n in range(2)]
    experts += [expert_json(40 + n, home=BAERUM, percentage=40) for n in range(6)]
    filled(api, experts=experts, needs=[])
    return api


class TestCountFitting:
    def test_counts_in_fives_and_says_what_excludes_the_others(self, pool: Api) -> None:
        shown = fit(pool)
        assert (shown["step"], shown["considered"], shown["fit"]) == (5, 20, 10)
        assert condition(shown, "percentage") == (5, 5)
        assert condition(shown, "language") == (None, None)

    def test_of_few_bodies_is_not_told(self, api: Api, at_noon: None) -> None:
        filled(api, experts=[expert_json(n, home=HOMES[n % 2]) for n in range(12)], needs=[])
        assert fit(api)["fit"] is None

    def test_brokers_are_told_all(self, pool: Api) -> None:
        shown = fit(pool, person("broker", LANEKASSEN))
        assert (shown["step"], shown["considered"], shown["fit"]) == (1, 27, 12)
        assert condition(shown, "percentage") == (13, 13)

    def test_two_drafts_that_differ_by_one_thing_are_not_subtracted(self, pool: Api) -> None:
        """One more in the pool, or one fewer, is not seen in between."""
        before = fit(pool)
        filled(pool, experts=[expert_json(50, home=TOLL)], needs=[])
        assert fit(pool)["fit"] == before["fit"]

    def test_negative_control_by_ones_they_are(self, pool: Api) -> None:
        broker = person("broker", LANEKASSEN)
        before = fit(pool, broker)["fit"]
        filled(pool, experts=[expert_json(50, home=TOLL)], needs=[])
        assert fit(pool, broker)["fit"] == before + 1

    def test_leaves_out_hidden_counties_where_the_county_counts(self, api: Api, at_noon: None) -> None:
        many = [expert_json(n, home=HOMES[n % 3]) for n in range(12)]
        few = [expert_json(20 + n, home=HOMES[n % 3], county="troms", percentage=100) for n in range(3)]
        filled(api, experts=many + few, needs=[])
        assert fit(api, county="troms")["fit"] is None
        assert condition(fit(api, county="troms"), "place") == (10, 10)
        assert fit(api, county="troms", remote=True)["fit"] == 15

    def test_says_each_condition_in_the_readers_language(self, pool: Api) -> None:
        shown = fit(pool, person("requester", BAERUM) | {"Accept-Language": "nn"})
        texts = [each["text"] for each in shown["conditions"]]
        assert len(texts) == len(Condition) - 2
        assert "Arbeidsgivaren må låne ut så lenge." in texts

    def test_refuses_what_is_no_draft(self, pool: Api) -> None:
        wrong = DRAFT | {"latest_start": "2027-02-01"}
        problem = assert_problem(pool.post("/v1/fit", person("requester", BAERUM), json=wrong), 422, "invalid")
        assert problem["errors"][0]["pointer"] == "/latest_start"

    def test_a_condition_says_nothing_of_the_people_of_few_bodies(self, api: Api, at_noon: None) -> None:
        """Two drafts that differ in the percentage: between them lie one body's seven, and nothing else."""
        around_one_body(api)
        shown = [fit(api, percentage=percentage) for percentage in (80, 40)]
        assert [condition(each, "percentage") for each in shown] == [(None, None), (None, None)]

    def test_of_three_bodies_it_does(self, api: Api, at_noon: None) -> None:
        around_one_body(api)
        filled(api, experts=[expert_json(50 + n, home=HOMES[n], percentage=40) for n in range(3)], needs=[])
        assert condition(fit(api), "percentage") == (10, 10)

    def test_negative_control_without_the_bodies_it_tells_of_one(
        self, api: Api, at_noon: None, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(privacy, "FEWEST_BODIES", 1)
        around_one_body(api)
        shown = [fit(api, percentage=percentage) for percentage in (80, 40)]
        assert [condition(each, "percentage") for each in shown] == [(5, 5), (None, None)]

    def test_withheld_of_few_bodies_are_not_told(self, api: Api, at_noon: None) -> None:
        many = [expert_json(n, home=HOMES[n % 3]) for n in range(12)]
        few = [expert_json(20 + n, home=TOLL, county="troms") for n in range(7)]
        filled(api, experts=many + few, needs=[])
        assert fit(api, county="oslo")["withheld"] is None
        assert fit(api, person("broker", LANEKASSEN), county="oslo")["withheld"] is None  # brokers withhold nothing


def around_one_body(api: Api) -> None:
    """Twelve of three bodies, and seven of one who work less."""
    experts = [expert_json(n, home=HOMES[n % 3]) for n in range(12)]
    experts += [expert_json(20 + n, home=TOLL, percentage=40) for n in range(7)]
    filled(api, experts=experts, needs=[])


def crowd(homes: str) -> Crowd:
    """An expert for each letter, of the body with that name."""
    return Crowd(experts=len(homes), homes=frozenset(homes))


class TestTold:
    def test_in_whole_steps(self) -> None:
        counts = [told(Crowd(experts=count, homes=frozenset("abc")), step=5) for count in (0, 4, 5, 9, 10)]
        assert counts == [None, None, 5, 5, 10]

    def test_only_of_many_bodies(self) -> None:
        assert told(crowd("abcabca"), step=5) == 5
        assert told(crowd("abababa"), step=5) is None
        assert told(crowd(""), step=5) is None
        assert told(crowd("aa"), step=1) == 2
