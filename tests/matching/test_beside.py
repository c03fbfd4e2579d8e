"""What pool and placements know of candidates stands beside them: by one call to each, as the reader may know."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

import pytest

from services.kit.errors import NotPermitted, PeerUnavailable
from services.matching.peers import Contact, Peers, Profile
from tests.matching.scenes.states import an_id, made_at_noon
from tests.support import callers
from tests.support.api import Api
from tests.support.callers import BAERUM

pytestmark = pytest.mark.usefixtures("at_noon")
person = made_at_noon(callers.person)
PATH = f"/v1/needs/{an_id(1001)}/candidates"
HOST = person("requester", BAERUM)
BOTH = "?include=profile,contacted"
NAME = "Tjenestedesigner, Husbanken"


class Siblings(Peers):
    """Siblings that know the first expert. Those in `away` give no answer, those in `refuses` refuse this reader."""

    def __init__(self, *, away: Collection[str] = (), refuses: Collection[str] = (), name: str | None = None) -> None:
        self.away, self.refuses, self.name = away, refuses, name
        self.calls: list[tuple[str, int]] = []

    def _called(self, name: str, experts: Sequence[UUID]) -> None:
        self.calls.append((name, len(experts)))
        if name in self.away:
            raise PeerUnavailable(peer=name)
        if name in self.refuses:
            raise NotPermitted()

    def find_profiles(self, expert_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, Profile]:
        self._called("pool", expert_ids)
        known = {"fields": [{"field": "service-design", "level": 3}], "windows": [], "percentage": 100, "remote": True}
        listed = {name: ["nb"] for name in ("skills", "languages", "wanted_learning")}
        hidden = dict.fromkeys(("county", "sector", "level"))
        profile = {"id": an_id(1), "name": self.name, **known, **listed, **hidden}
        return {UUID(an_id(1)): Profile.model_validate(profile)}

    def find_contacts(self, need_id: UUID, expert_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, Contact]:
        self._called("placements", expert_ids)
        case = {"candidacy_id": an_id(7), "reference": "H-2027-00042", "kind": "invitation", "state": "declined"}
        contact = {"expert_id": an_id(1), "updated_at": "2027-01-14T12:00:00Z", **case}
        return {UUID(an_id(1)): Contact.model_validate(contact)}


def asked(api: Api, peers: Siblings, query: str = BOTH) -> dict[str, Any]:
    api.app.state.peers = peers
    answer = api.get(PATH + query, HOST)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


class TestBeside:
    def test_stand_profile_and_contact_by_one_call_each(self, followed: Api) -> None:
        peers = Siblings()
        body = asked(followed, peers)
        first, second = body["candidates"]
        assert sorted(peers.calls) == [("placements", 2), ("pool", 2)]
        profile, contact = first["profile"], first["contacted"]
        assert (profile["fields"], profile["name"]) == ([{"field": "service-design", "level": 3}], None)
        assert (contact["state"], contact["reference"]) == ("declined", "H-2027-00042")
        assert (second["profile"], second["contacted"], body["unavailable"]) == (None, None, [])

    @pytest.mark.parametrize(("query", "called"), [("", []), ("?include=contacted", [("placements", 2)])])
    def test_stands_only_what_is_asked_for(self, followed: Api, query: str, called: list[tuple[str, int]]) -> None:
        peers = Siblings()
        body = asked(followed, peers, query)
        assert peers.calls == called
        assert (body["candidates"][0]["profile"], body["unavailable"]) == (None, [])

    def test_is_asked_nothing_of_an_empty_list(self, followed: Api) -> None:
        followed.app.state.index.experts.apply([(an_id(n), None) for n in (1, 2)], position="a.6", head=6)
        peers = Siblings()
        assert asked(followed, peers)["candidates"] == []
        assert peers.calls == []

    @pytest.mark.parametrize("peers", [Siblings(away=["pool"]), Siblings(refuses=["pool"])])
    def test_is_null_of_a_sibling_that_says_nothing(self, followed: Api, peers: Siblings) -> None:
        body = asked(followed, peers)
        assert body["unavailable"] == ["pool"]
        assert (body["candidates"][0]["profile"], body["candidates"][0]["contacted"]["kind"]) == (None, "invitation")

    def test_is_asked_anew_for_every_reader(self, followed: Api) -> None:
        """A list that is opened again is kept (0062); what siblings say of it is not: they say it to one reader."""
        named = asked(followed, Siblings(name=NAME))
        again = asked(followed, Siblings())
        assert named["candidates"][0]["profile"]["name"] == NAME
        assert again["candidates"][0]["profile"]["name"] is None
        assert asked(followed, Siblings(), "")["candidates"][0]["profile"] is None
