"""What each page of a web application would fetch: the first page of each list, and no call for each line."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from ressurspool.client.candidates import Beside
from ressurspool.client.cases import Candidacy, Placement
from ressurspool.client.matching import Conditions, PlanOrder
from ressurspool.client.needs import Need, WantedNeeds
from ressurspool.client.notify import WantedTasks
from ressurspool.client.placements import Wanted, WantedStays
from ressurspool.client.pool import Expert, WantedAtHome
from ressurspool.client.words import FieldLevel
from tests.journeys.cast import HOME, HOST, Actor, Cast, days_from_now, endorsed, published, terms, until

A_PAGE = 20
EVERYTHING: tuple[Beside, ...] = ("profile", "contacted", "conditions")


@dataclass(kw_only=True)
class Scene:
    """An employee who has an offer and one who has a stay, and the two bodies: of each there may be more."""

    cast: Cast
    employees: list[Actor] = field(default_factory=list)
    experts: list[Expert] = field(default_factory=list)
    needs: list[Need] = field(default_factory=list)
    offers: list[Candidacy] = field(default_factory=list)
    stays: list[Placement] = field(default_factory=list)

    @property
    def me(self) -> Actor:
        return self.employees[0]

    @property
    def home(self) -> Actor:
        return self.cast.coordinator(HOME)

    @property
    def host(self) -> Actor:
        return self.cast.coordinator(HOST)

    def grow(self) -> None:
        """One more expert, need, offer and stay."""
        employee, placed = self.cast.new("employee", HOME), self.cast.new("employee", HOME)
        expert, other = endorsed(self.cast, employee), endorsed(self.cast, placed)
        need = published(self.cast, places=3)
        invite = self.host.client.placements.invite
        offer, accepted = (invite(one.id, need.id, offer=terms()) for one in (expert, other))
        placement_id = placed.client.placements.accept(accepted.id, terms_version=1).placement_id
        until(lambda: any(one.subject == placement_id for one in first(self.home.client.notify.tasks())), what="task")
        self.employees += [employee, placed]
        self.experts += [expert, other]
        self.needs.append(need)
        self.offers.append(offer)
        self.stays.append(self.host.client.placements.placement(placement_id or ""))

    def readings(self) -> int:
        """How many readings of their named profiles the employees are told of."""
        return sum(len(list(one.client.pool.access_log())) for one in self.employees)

    def plan_id(self) -> str:
        plan = self.host.client.matching.ask_for_plan(PlanOrder(need_ids=[self.needs[0].id]))
        until(lambda: self.host.client.matching.plan(plan.id).state == "done", what="the plan")
        return plan.id


@dataclass(frozen=True, kw_only=True)
class WebPage:
    """A page: who opens it, and what it fetches. `names` where others' names stand on it, each of which is logged."""

    reader: Callable[[Scene], Actor]
    fetch: Callable[[Actor, Scene], object]
    names: bool = False


def first(listed: Iterator[Any]) -> list[Any]:
    return list(islice(listed, A_PAGE))


def raw(actor: Actor, path: str) -> Any:
    """What the client library has no method for."""
    return actor.client.transport.send("GET", path).json()


def worklist(actor: Actor, _: Scene) -> object:
    """`about` of each task says what it is about; no call for a line."""
    return first(actor.client.notify.tasks(WantedTasks(order="soonest"))), actor.client.auth.me()


def inbox(actor: Actor, _: Scene) -> object:
    return first(actor.client.notify.inbox()), actor.client.notify.preferences()


def me(actor: Actor, _: Scene) -> object:
    auth = actor.client.auth
    account = auth.me(), first(auth.account.addresses()), first(auth.sessions())
    return account, first(auth.identities()), first(auth.consents()), raw(actor, "/auth/v1/me/logins")


def my_profile(actor: Actor, scene: Scene) -> object:
    pool, expert_id = actor.client.pool, scene.experts[0].id
    profile = pool.mine(), pool.endorsement(expert_id), first(pool.access_log())
    return profile, pool.fields(), pool.counties()


def find_needs(actor: Actor, scene: Scene) -> object:
    pool, wanted = actor.client.pool, WantedNeeds(field=["service-design"], q="barn", order="soonest")
    found = first(actor.client.needs.open(wanted)), actor.client.matching.opportunities(scene.experts[0].id)
    return found, pool.fields(), pool.counties()


def a_need(actor: Actor, scene: Scene) -> object:
    need, expert = scene.needs[0].id, scene.experts[0].id
    cases = first(actor.client.placements.candidacies(Wanted(need_id=need, sides=["mine"])))
    return actor.client.needs.need(need), actor.client.matching.explain_opportunity(expert, need), cases


def an_offer(actor: Actor, scene: Scene) -> object:
    placements, offer = actor.client.placements, scene.offers[0]
    case = placements.candidacy(offer.id, named=True), first(placements.messages(offer.id))
    return case, actor.client.needs.need(offer.need_id), actor.client.pool.mine()


def our_needs(actor: Actor, _: Scene) -> object:
    cases = first(actor.client.placements.candidacies(Wanted(sides=["host"], is_open=True)))
    return first(actor.client.needs.ours(WantedNeeds(is_open=True, order="soonest"))), cases


def new_need(actor: Actor, _: Scene) -> object:
    days = {"earliest_start": days_from_now(20), "latest_start": days_from_now(60), "months": 2}
    asked = Conditions(fields=[FieldLevel(field="service-design", level=2)], **days, percentage=100, remote=True)
    pool, needs = actor.client.pool, actor.client.needs
    return pool.fields(), pool.counties(), needs.municipalities(), actor.client.matching.fit(asked)


def candidates(actor: Actor, scene: Scene) -> object:
    """Each line has the public part of the profile, and whether they were contacted; no call for a line."""
    need = scene.needs[0].id
    cases = first(actor.client.placements.candidacies(Wanted(need_id=need)))
    return actor.client.needs.need(need), actor.client.matching.candidates(need, include=EVERYTHING), cases


def our_employees(actor: Actor, _: Scene) -> object:
    listed = first(actor.client.pool.at_home(WantedAtHome(is_open=True, order="newest")))
    asked = ",".join(one.id for one in listed)
    names = actor.client.transport.send("GET", "/pool/v1/names", parameters={"experts": asked})
    return names, first(actor.client.placements.candidacies(Wanted(sides=["home"], is_open=True)))


def stays(actor: Actor, _: Scene) -> object:
    return first(actor.client.placements.placements(WantedStays(order="soonest", is_open=True, named=True)))


def the_body(actor: Actor, _: Scene) -> object:
    auth = actor.client.auth
    body = auth.organisation(actor.orgnr), first(auth.members(actor.orgnr)), first(auth.invitations(open_only=True))
    return body, auth.policies.read(actor.orgnr), first(auth.clients()), first(auth.delegations.listed())


def plans_and_coverage(actor: Actor, scene: Scene) -> object:
    """The newest plan is open; its rows come by its id."""
    matching = actor.client.matching
    (newest, *_) = raw(actor, "/matching/v1/plans?limit=20")["items"]
    rows = first(matching.assignments(newest["id"])), first(matching.gaps(newest["id"]))
    return matching.coverage(), matching.plan(newest["id"]), rows


def _employee(scene: Scene) -> Actor:
    return scene.me


def _home(scene: Scene) -> Actor:
    return scene.home


def _host(scene: Scene) -> Actor:
    return scene.host


PAGES: Mapping[str, WebPage] = {
    "worklist": WebPage(reader=_home, fetch=worklist),
    "inbox and preferences": WebPage(reader=_employee, fetch=inbox),
    "me": WebPage(reader=_employee, fetch=me),
    "my profile": WebPage(reader=_employee, fetch=my_profile),
    "find needs": WebPage(reader=_employee, fetch=find_needs),
    "a need": WebPage(reader=_employee, fetch=a_need),
    "an offer": WebPage(reader=_employee, fetch=an_offer),
    "our needs": WebPage(reader=_host, fetch=our_needs),
    "new need": WebPage(reader=_host, fetch=new_need),
    "candidates": WebPage(reader=_host, fetch=candidates),
    "our employees": WebPage(reader=_home, fetch=our_employees, names=True),
    "stays": WebPage(reader=_host, fetch=stays, names=True),
    "the body": WebPage(reader=_home, fetch=the_body),
    "plans and coverage": WebPage(reader=_host, fetch=plans_and_coverage),
}
