"""What candidates are called: the same within a need, and unlike anywhere else."""

import re
from uuid import uuid4

import pytest

from services.matching.suggestions.domain import HANDLE, Handles
from tests.matching.scenes.states import an_id, expert_json, filled, made_at_noon, need_json
from tests.support import callers
from tests.support.api import Api
from tests.support.callers import BAERUM, HUSBANKEN, TOLL

person = made_at_noon(callers.person)
HANDLES = Handles.of("a secret of this service")
NEED, EXPERT = str(uuid4()), str(uuid4())


def called(*, host: str = BAERUM, need_id: str = NEED, expert_id: str = EXPERT, handles: Handles = HANDLES) -> str:
    return handles.handle(host=host, need_id=need_id, expert_id=expert_id)


class TestHandles:
    def test_are_the_same_for_the_same_three(self) -> None:
        assert called() == called()
        assert re.fullmatch(HANDLE, called())

    def test_are_others_for_another_host_need_or_expert(self) -> None:
        others = {called(host=TOLL), called(need_id=str(uuid4())), called(expert_id=str(uuid4()))}
        assert len({called(), *others}) == 4

    def test_cannot_be_made_without_the_key(self) -> None:
        assert called(handles=Handles.of("another secret")) != called()

    def test_of_two_needs_share_letters_no_more_often_than_by_chance(self) -> None:
        """Who is whom cannot be told from them: of 27 letters, two are the same one time in 27."""
        experts = [str(uuid4()) for _ in range(300)]
        pairs = [(called(expert_id=one), called(need_id=EXPERT, expert_id=one)) for one in experts]
        same = sum(a == b for mine, theirs in pairs for a, b in zip(mine, theirs, strict=True) if a != "-")
        assert same / (8 * len(experts)) < 2 / 27

    def test_are_hardly_ever_two_peoples(self) -> None:
        assert len({called(expert_id=str(number)) for number in range(20_000)}) == 20_000


@pytest.mark.usefixtures("at_noon")
class TestListed:
    def handles(self, api: Api, need: int, caller: dict[str, str]) -> dict[str, str]:
        body = api.get(f"/v1/needs/{an_id(need)}/candidates", caller).json()
        return {one["expert_id"]: one["handle"] for one in body["candidates"]}

    def test_are_one_for_everybody_of_the_host_and_unlike_at_other_needs(self, api: Api) -> None:
        needs = [need_json(1001), need_json(1002), need_json(1003, host=TOLL)]
        filled(api, experts=[expert_json(n) for n in range(5)], needs=needs)
        mine = self.handles(api, 1001, person("requester", BAERUM))
        assert len(set(mine.values())) == 5
        assert mine == self.handles(api, 1001, person("coordinator", BAERUM))
        assert mine == self.handles(api, 1001, person("broker", HUSBANKEN)), "a broker talks with the host about them"
        for need, caller in ((1002, person("requester", BAERUM)), (1003, person("requester", TOLL))):
            assert not set(mine.values()) & set(self.handles(api, need, caller).values())
