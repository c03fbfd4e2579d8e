"""What keeps experts out of a list of candidates, in words, and so that small groups are not told."""

from collections.abc import Mapping
from typing import Any

import pytest

from services.kit.language import Language
from services.matching.fit.conditions import Condition
from services.matching.texts.conditions import CONDITIONS
from services.scheme import privacy
from tests.matching.scenes.states import an_id, expert_json, filled, made_at_noon, need_json, outcomes
from tests.support import callers
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, LANEKASSEN, TOLL

pytestmark = pytest.mark.usefixtures("at_noon")
person = made_at_noon(callers.person)
PATH = f"/v1/needs/{an_id(1001)}/candidates"
HOST, BROKER = person("requester", BAERUM), person("broker", HUSBANKEN)
HOMES = (HUSBANKEN, LANEKASSEN, TOLL)


def pool(
    api: Api, count: int, *, homes: tuple[str, ...] = HOMES, **changes: Any
) -> Mapping[str, tuple[int | None, int | None]]:
    """One who fits, and so many of these bodies with something that keeps them out: what is told of them."""
    kept_out = [expert_json(10 + n, home=homes[n % len(homes)], **changes) for n in range(count)]
    filled(api, experts=[expert_json(1), *kept_out], needs=[need_json()])
    return outcomes(api, PATH, HOST)


class TestKeptOut:
    def test_is_told_in_fives_with_how_many_would_fit_without_it(self, api: Api) -> None:
        shown = pool(api, 7, percentage=40)
        assert shown["percentage"] == (5, 5)
        assert {name for name, told in shown.items() if told != (None, None)} == {"percentage"}

    @pytest.mark.parametrize(("count", "homes"), [(4, HOMES), (9, HOMES[:2])])
    def test_is_not_told_of_few_or_of_two_bodies(self, api: Api, count: int, homes: tuple[str, ...]) -> None:
        assert pool(api, count, homes=homes, percentage=40)["percentage"] == (None, None)

    def test_negative_control_without_the_rule_two_bodies_would_be_told(
        self, api: Api, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(privacy, "FEWEST_BODIES", 2)
        assert pool(api, 9, homes=HOMES[:2], percentage=40)["percentage"] == (5, 5)

    def test_by_two_conditions_would_not_fit_without_one(self, api: Api) -> None:
        shown = pool(api, 6, percentage=40, languages=["en"])
        assert (shown["percentage"], shown["language"]) == ((5, None), (5, None))

    def test_is_told_to_a_broker_exactly_though_a_host_asked_before(self, api: Api) -> None:
        """Nobody belongs to the host here: both search among the same experts, and what was found is kept."""
        assert pool(api, 7, percentage=40)["percentage"] == (5, 5)
        assert outcomes(api, PATH, BROKER)["percentage"] == (7, 7)
        assert outcomes(api, PATH, HOST)["percentage"] == (5, 5)

    def test_is_told_where_it_is_asked_for(self, api: Api) -> None:
        pool(api, 7, percentage=40)
        counts = api.get(PATH, HOST).json()["counts"]
        assert counts == {"considered": 8, "eligible": 1, "withheld": 0, "step": 5, "conditions": None, "notes": []}

    @pytest.mark.parametrize("language", Language)
    def test_is_said_in_the_readers_language(self, api: Api, language: Language) -> None:
        pool(api, 7, percentage=40)
        answer = api.get(f"{PATH}?include=conditions", {**HOST, "Accept-Language": language})
        texts = {one["condition"]: one["text"] for one in answer.json()["counts"]["conditions"]}
        assert texts == {condition: CONDITIONS[condition][language] for condition in Condition}

    def test_is_shown_again_as_it_was(self, api: Api) -> None:
        pool(api, 7, percentage=40)
        shown = api.get(f"{PATH}?include=conditions", HOST)
        again = api.get(f"/v1/suggestions/{shown.headers['Suggestion-Id']}", BROKER).json()
        assert (again["replay"], again["answer"]) == ("same", shown.json())

    def test_is_asked_for_by_words_that_there_are(self, api: Api) -> None:
        pool(api, 1, percentage=40)
        answer = assert_problem(api.get(f"{PATH}?include=everything", HOST), 422, "invalid")
        assert answer["legal"] == ["profile", "contacted", "conditions"]
