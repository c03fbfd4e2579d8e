"""What the pool does about other services' events."""

from typing import Any
from uuid import UUID, uuid4

import pytest
from sqlalchemy import update
from sqlmodel import col

from services.kit import clock
from services.kit.data.database import Database
from services.kit.events.follower import ReceivedEvent
from services.pool.followers import followers
from services.pool.models import EndedMembership, Expert
from services.pool.repository.experts import Experts
from services.pool.settings import PoolSettings
from tests.pool.factories import a_profile, an_endorsement, endorsed, signed_up
from tests.support.api import Api, assert_problem
from tests.support.callers import BAERUM, HUSBANKEN, person, service
from tests.support.events import received

OTHERS = ("111111111", "222222222", "333333333", "444444444", "555555555")
HANDLERS = {kind: handler for follower in followers(PoolSettings()) for kind, handler in follower.handlers.items()}


def handle(database: Database, *events: ReceivedEvent) -> None:
    for event in events:
        with database.write() as session:
            HANDLERS[event.type](session, event)


def left(database: Database) -> tuple[dict[str, str], str]:
    """Somebody whose membership of Bærum has ended: a token from before, and the id."""
    sub = str(uuid4())
    handle(database, received("membership.ended", orgs=[BAERUM], persons=[sub], role="employee"))
    return person("employee", BAERUM, sub=sub), sub


def joined(database: Database, *orgnrs: str, sector: str = "municipality") -> None:
    handle(database, *(received("organisation.joined", orgnr, level="municipal", sector=sector) for orgnr in orgnrs))


def published_kind(api: Api, expert_id: str) -> tuple[str | None, str | None]:
    """Level and sector as matching reads them."""
    shown = profile(api, expert_id)
    return shown["level"], shown["sector"]


def profile(api: Api, expert_id: str) -> dict[str, Any]:
    items = api.get("/v1/match-profiles", service("pool", of="matching")).json()["items"]
    found: dict[str, Any] = next(item["state"] for item in items if item["id"] == expert_id)
    return found


class TestBodies:
    def test_a_coordinator_is_waited_for_once_there_is_one(self, api: Api, database: Database) -> None:
        granted = received("membership.granted", orgs=[BAERUM], role="coordinator", roles=["coordinator", "employee"])
        handle(database, granted)
        _, me = signed_up(api)
        assert api.get("/v1/me/expert", me).json()["waiting_for"]["code"] == "home_coordinator"
        handle(
            database, received("membership.ended", granted.subject, orgs=[BAERUM], persons=["x"], role="coordinator")
        )
        waiting = api.get("/v1/me/expert", me).json()["waiting_for"]
        assert waiting["code"] == "home_agency_without_coordinator"

    def test_a_member_is_no_coordinator(self, api: Api, database: Database) -> None:
        handle(database, received("membership.granted", orgs=[BAERUM], role="employee", roles=["employee"]))
        _, me = signed_up(api)
        assert api.get("/v1/me/expert", me).json()["waiting_for"]["code"] == "home_agency_without_coordinator"

    def test_a_bodys_sector_reaches_profiles_that_came_before_it(self, api: Api, database: Database) -> None:
        joined(database, *OTHERS)
        expert_id, _ = endorsed(api)
        assert published_kind(api, expert_id) == (None, None)
        joined(database, BAERUM)
        assert published_kind(api, expert_id) == ("municipal", "municipality")

    def test_a_kind_is_published_with_the_sixth_body_of_it(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        shown = []
        for orgnr in (BAERUM, *OTHERS):
            joined(database, orgnr)
            shown.append(published_kind(api, expert_id))
        assert shown == [(None, None)] * 5 + [("municipal", "municipality")]
        later, _ = endorsed(api, org=OTHERS[0])
        assert published_kind(api, later) == ("municipal", "municipality")

    @pytest.mark.parametrize("gone", ["organisation.left", "organisation.joined"])
    def test_a_kind_that_five_are_left_of_is_published_no_more(self, api: Api, database: Database, gone: str) -> None:
        """One left the scheme, or came back as a body of another kind."""
        joined(database, BAERUM, *OTHERS)
        expert_id, _ = endorsed(api)
        handle(database, received(gone, OTHERS[0], orgs=[OTHERS[0]], level="municipal", sector="health"))
        assert published_kind(api, expert_id) == (None, None)
        public = api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN)).json()
        assert (public["level"], public["sector"]) == (None, None)

    def test_a_body_of_another_kind_than_before_has_it_published(self, api: Api, database: Database) -> None:
        """Both kinds are shown before and after, so only its own people are published again."""
        joined(database, BAERUM, *OTHERS, "777777777")
        for n in range(6):
            joined(database, f"66666666{n}", sector="health")
        expert_id, _ = endorsed(api)
        joined(database, BAERUM, sector="health")
        assert published_kind(api, expert_id) == ("municipal", "health")

    def test_who_is_not_endorsed_is_not_published(self, api: Api, database: Database) -> None:
        expert_id, _ = signed_up(api)
        joined(database, *OTHERS, BAERUM)
        items = api.get("/v1/match-profiles", service("pool", of="matching")).json()["items"]
        assert [item for item in items if item["id"] == expert_id and item["state"] is not None] == []

    def test_a_sector_is_shown_to_others_once_six_bodies_share_it(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        shown = []
        for orgnr in (*OTHERS, BAERUM):
            joined(database, orgnr)
            public = api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN)).json()
            shown.append((public["level"], public["sector"]))
        assert shown == [(None, None)] * 5 + [("municipal", "municipality")]


class TestPeople:
    def test_who_leaves_the_home_agency_leaves_the_pool(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        expert_id, me = signed_up(api, sub=sub)
        handle(database, received("membership.ended", orgs=[HUSBANKEN], persons=[sub], role="employee"))
        assert api.get(f"/v1/experts/{expert_id}", me).json()["state"] == "submitted"
        handle(database, received("membership.ended", orgs=[BAERUM], persons=[sub], role="employee"))
        assert api.get(f"/v1/experts/{expert_id}", me).json()["state"] == "withdrawn"

    def test_who_left_does_not_come_back_with_an_old_token(self, api: Api, database: Database) -> None:
        me, ended = left(database)
        assert_problem(api.post("/v1/experts", me, json=a_profile()), 403, "membership-ended")
        assert_problem(api.post("/v1/experts", me, json=a_profile(submit=False)), 403, "membership-ended")
        handle(database, received("membership.granted", orgs=[BAERUM], persons=[ended], roles=["employee"]))
        assert api.post("/v1/experts", me, json=a_profile()).status_code == 201

    def test_who_left_one_agency_signs_up_at_another(self, api: Api, database: Database) -> None:
        _, ended = left(database)
        elsewhere = person("employee", HUSBANKEN, sub=ended)
        assert api.post("/v1/experts", elsewhere, json=a_profile()).status_code == 201

    @pytest.mark.parametrize("state", ["draft", "submitted", "returned", "expired"])
    def test_a_profile_of_who_left_is_neither_sent_nor_endorsed(self, api: Api, database: Database, state: str) -> None:
        """One that was made in the moment the membership ended, which the follower could not see."""
        sub = str(uuid4())
        expert_id, me = signed_up(api, sub=sub)
        with database.write() as session:
            session.add(EndedMembership(person_id=sub, orgnr=BAERUM, ended_at=clock.now()))
            session.execute(update(Expert).where(col(Expert.id) == UUID(expert_id)).values(state=state))
        verb = {"submitted": "endorsement", "expired": "renewal"}.get(state, "submission")
        caller = person("coordinator") if verb == "endorsement" else me
        body = {"json": an_endorsement()} if verb == "endorsement" else {}
        answer = api.post(f"/v1/experts/{expert_id}/{verb}", caller, **body)
        assert_problem(answer, 403, "membership-ended")

    def test_a_disabled_person_leaves_the_pool(self, api: Api, database: Database) -> None:
        sub = str(uuid4())
        expert_id, me = signed_up(api, sub=sub)
        handle(database, received("person.disabled", sub, persons=[sub], memberships=["a-membership"]))
        assert api.get(f"/v1/experts/{expert_id}", me).json()["state"] == "withdrawn"


class TestPlacements:
    def test_an_application_discloses_and_a_refusal_ends_it(self, api: Api, database: Database) -> None:
        expert_id, _ = endorsed(api)
        codes = {"expert_id": expert_id, "need_id": str(uuid4()), "host_org": HUSBANKEN, "home_org": BAERUM}
        applied = received("candidacy.applied", **codes)
        handle(database, applied)
        reader = person("requester", HUSBANKEN)
        assert api.get(f"/v1/experts/{expert_id}", reader).json()["shown_as"] == "named"
        handle(database, received("candidacy.not_selected", applied.subject, **codes))
        assert api.get(f"/v1/experts/{expert_id}", reader).json()["shown_as"] == "pseudonymous"

    @pytest.mark.parametrize(
        ("ending", "late"),
        [("candidacy.declined", "candidacy.interested"), ("placement.cancelled", "candidacy.accepted")],
    )
    @pytest.mark.parametrize("begun", [True, False])
    def test_what_was_ended_is_not_disclosed_again_by_a_late_event(
        self, api: Api, database: Database, ending: str, late: str, begun: bool
    ) -> None:
        """Events are parked by subject, so a candidacy's event may arrive after its placement's."""
        expert_id, me = endorsed(api)
        candidacy = str(uuid4())
        codes = {"expert_id": expert_id, "need_id": str(uuid4()), "host_org": HUSBANKEN, "home_org": BAERUM}
        if begun:
            handle(database, received("candidacy.applied", candidacy, **codes))
        about_placement = ending.startswith("placement")
        subject, more = (str(uuid4()), {"candidacy_id": candidacy}) if about_placement else (candidacy, {})
        handle(database, received(ending, subject, **codes, **more), received(late, candidacy, **codes))
        shown = api.get(f"/v1/experts/{expert_id}", person("requester", HUSBANKEN)).json()
        assert shown["shown_as"] == "pseudonymous"
        assert len(api.get("/v1/me/export", me).json()["disclosures"]) == 1

    def test_an_agreed_placement_blocks_its_days_and_a_cancelled_one_frees_them(
        self, api: Api, database: Database
    ) -> None:
        expert_id, me = endorsed(api)
        stay = {"need_id": str(uuid4()), "host_org": HUSBANKEN, "candidacy_id": str(uuid4())}
        codes = {"expert_id": expert_id, "start": "2027-02-01", "end": "2027-03-31", **stay}
        agreed = received("placement.agreed", **codes)
        handle(database, agreed)
        handle(database, agreed)
        days = [{"start": "2027-02-01", "end": "2027-03-31"}]
        assert profile(api, expert_id)["busy"] == days
        assert api.get("/v1/me/expert", me).json()["busy"] == days
        handle(database, received("placement.cancelled", agreed.subject, **codes))
        assert profile(api, expert_id)["busy"] == []

    @pytest.mark.parametrize("anew_first", [False, True])
    def test_the_days_are_the_persons_also_where_they_sign_up_anew(
        self, api: Api, database: Database, anew_first: bool
    ) -> None:
        expert_id, me = endorsed(api)
        stay = {"need_id": str(uuid4()), "host_org": HUSBANKEN, "candidacy_id": str(uuid4())}
        agreed = received("placement.agreed", expert_id=expert_id, start="2027-02-01", end="2027-03-31", **stay)
        if not anew_first:
            handle(database, agreed)
        api.post(f"/v1/experts/{expert_id}/withdrawal", me, json={"reason": "personal"})
        anew = api.post("/v1/experts", me, json=a_profile()).json()["id"]
        api.post(f"/v1/experts/{anew}/endorsement", person("coordinator", BAERUM), json=an_endorsement())
        if anew_first:
            handle(database, agreed)
        assert profile(api, anew)["busy"] == [{"start": "2027-02-01", "end": "2027-03-31"}]
        handle(database, received("placement.cancelled", agreed.subject, expert_id=expert_id, **stay))
        assert profile(api, anew)["busy"] == []

    def test_events_about_an_unknown_expert_are_harmless(self, api: Api, database: Database) -> None:
        codes = {
            "expert_id": str(uuid4()),
            "need_id": "n",
            "host_org": HUSBANKEN,
            "start": "2027-02-01",
            "end": "2027-03-31",
        }
        for kind in ("candidacy.applied", "placement.agreed", "placement.cancelled"):
            handle(database, received(kind, **codes))


class TestPolicy:
    def test_says_in_its_peoples_states_how_many_the_body_lends(self, api: Api, database: Database) -> None:
        expert, _ = endorsed(api)
        assert profile(api, expert)["lending_cap"] is None
        handle(database, received("organisation.policy_changed", BAERUM, orgs=[BAERUM], lending_cap=2))
        assert profile(api, expert)["lending_cap"] == 2
        later, _ = endorsed(api)
        assert profile(api, later)["lending_cap"] == 2


class TestBodyThatLeft:
    def test_lends_nobody_any_more(self, api: Api, database: Database) -> None:
        expert, me = endorsed(api)
        elsewhere, _ = endorsed(api, org=HUSBANKEN)
        handle(database, received("organisation.left", BAERUM, orgs=[BAERUM]))
        shown = api.get(f"/v1/experts/{expert}", me).json()
        assert (shown["state"], shown["reason"]) == ("withdrawn", "no_employer_permission")
        assert profile(api, elsewhere)["state"] == "available"


class TestLoweredRole:
    def test_of_the_only_coordinator_leaves_the_body_without(self, database: Database) -> None:
        granted = received(
            "membership.granted", orgs=[BAERUM], persons=["p"], role="coordinator", roles=["coordinator"]
        )
        lowered = received(
            "membership.granted", granted.subject, orgs=[BAERUM], persons=["p"], role="employee", roles=[]
        )
        handle(database, granted)
        with database.read() as session:
            assert Experts(session).has_coordinator(BAERUM)
        handle(database, lowered)
        with database.read() as session:
            assert not Experts(session).has_coordinator(BAERUM)
