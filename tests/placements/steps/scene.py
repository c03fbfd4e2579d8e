"""A stay over HTTP beside its model: each step is taken in both, and each actor is shown what the model says."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx
from sqlalchemy import select
from sqlalchemy.orm import Session

from services.kit import clock
from services.kit.data.database import Database
from services.placements.amendments.models import Amendment
from services.placements.jobs import expire_amendments, expire_unanswered, follow_calendar
from services.placements.terms.domain import Endorsement
from services.scheme import days
from services.scheme.months import last_day
from tests.placements.factories import Cast, FakePeers, an_expert, some_day, terms
from tests.placements.memberships import leaves
from tests.placements.steps import model, moves
from tests.placements.steps.model import ACTORS, DAY, STEPS, Stay
from tests.support.api import Api
from tests.support.callers import person

FIRST_DAY = date(2027, 1, 11)  # a Monday, on which the stay is proposed
AHEAD, MONTHS = 20, 2  # days until it begins, and how long it is
LONGER, SHORTEST = timedelta(days=7), timedelta(days=40)
SECOND, TOKEN_LIVES = timedelta(seconds=1), timedelta(minutes=4)
REASON = {"reason": "other"}
_PATHS = {
    "approve": "decisions", "reject": "decisions", "cancel": "cancellation", "settle": "settlement",
    "propose_terms": "terms-proposals", "amendment approve": "amendments/{amendment}/decisions",
    "amendment reject": "amendments/{amendment}/decisions", "amendment withdraw": "amendments/{amendment}/withdrawal",
    "proposal adopt": "terms-proposals/{proposal}/adoption", "proposal decline": "terms-proposals/{proposal}/decline",
    "proposal withdraw": "terms-proposals/{proposal}/withdrawal",
}  # fmt: skip

Seen = set[tuple[str, str, str, str]]


class Scene:
    """One stay, proposed by an accepted offer of a requester, and its five actors. Time stands between their steps."""

    def __init__(self, api: Api, database: Database) -> None:
        self.api, self.database = api, database
        self.now = datetime.combine(FIRST_DAY, time(12), days.OSLO)
        self.tried = 0
        self.ids: dict[str, str] = {}
        self.tokens: dict[str, tuple[datetime, dict[str, str]]] = {}
        self.current: dict[str, Any] | None = None  # as it was read since it changed last
        with self.at_its_time():
            limits = Endorsement(until=FIRST_DAY + timedelta(days=700), max_months=6, max_percentage=100)
            peers: FakePeers = api.app.state.peers
            self.cast = Cast(api, peers, expert=an_expert(endorsement=limits))
            self.id = self.cast.proposed(start=str(some_day(AHEAD)))
            found = self.cast.read(self.id)
        begins = some_day_from(FIRST_DAY, AHEAD)
        self.stay = Stay(
            first=begins, last=last_day(begins, months=MONTHS), decide_by=moment(found["decide_by"]), said={"employee"}
        )
        self.stay.told.append("placement.proposed")
        self.subs = {"employee": self.cast.expert.person_id, "home": self.cast.home_sub, "host": self.cast.host_sub}

    @contextmanager
    def at_its_time(self) -> Iterator[None]:
        with clock.stopped_at(self.now):
            yield

    @property
    def today(self) -> date:
        return days.day_of(self.now)

    def headers(self, actor: str) -> dict[str, str]:
        """A token of the actor's that is alive now."""
        made, headers = self.tokens.get(actor, (None, {}))
        if made is None or self.now - made > TOKEN_LIVES:
            headers = self._new_token(actor)
            self.tokens[actor] = self.now, headers
        return headers

    def _new_token(self, actor: str) -> dict[str, str]:
        org = self.cast.expert.home_org if actor in {"employee", "home"} else self.cast.need.host_org
        role = actor if actor in {"employee", "requester"} else "coordinator"
        return person(role, org, sub=self.subs.setdefault(actor, f"{self.id}-{actor}"))

    def read(self, actor: str) -> dict[str, Any]:
        return self.cast.read(self.id, self.headers(actor))

    def possible(self) -> list[tuple[str, str]]:
        """What can be tried: nobody answers what was never asked."""
        unknown = [name for name in ("amendment", "proposal") if name not in self.ids]
        return [(actor, step) for actor in ACTORS for step in STEPS if step.partition(" ")[0] not in unknown]

    def legal(self) -> list[tuple[str, str]]:
        return [(actor, step) for actor, step in self.possible() if self.refusal(actor, step) is None]

    def refusal(self, actor: str, step: str) -> model.Refusal | None:
        return self.stay.refusal(actor, step, today=self.today)

    def take(self, actor: str, step: str) -> None:
        """Take a step. It is taken or refused as the model says, and shown so to everybody."""
        refusal = self.refusal(actor, step)
        self.now += SECOND  # no two things happen in the same instant
        with self.at_its_time():
            answer = self._send(actor, step)
        self.tried += 1
        what = f"{actor}: {step} in {self.stay}: {answer.text}"
        if refusal is None:
            assert answer.status_code in {200, 201}, what
            self.current = None
            self._move(actor, step, answer.json())
            return
        status, code, named = refusal
        assert (answer.status_code, answer.json().get("type", "").rpartition("/")[2]) == (status, code), what
        assert named is None or answer.json()["legal"] == named, what

    def take_each_refused(self, seen: Seen) -> None:
        """Every step that is not legal now is refused, and nothing is otherwise then.

        What was `seen` to be refused in this state for this reason is not tried again.
        """
        before = self.shown_to_all()
        for actor, step in self.possible():
            refusal = self.refusal(actor, step)
            if refusal is not None and (self.stay.state, actor, step, str(refusal)) not in seen:
                self.take(actor, step)
                seen.add((self.stay.state, actor, step, str(refusal)))
        assert self.shown_to_all() == before

    def pass_days(self, number: int) -> None:
        self.now += timedelta(days=number)
        self.let_the_clock_work()

    def let_the_clock_work(self) -> None:
        with self.at_its_time():
            for job in (expire_unanswered, expire_amendments, follow_calendar):
                job(self.database)
        self.current = None
        moves.pass_time(self.stay, self.now, self.today)

    def doubt(self) -> None:
        """The employee leaves the home agency."""
        with self.at_its_time():
            leaves(self.database, self.cast, self.cast.expert.home_org, membership=str(uuid4()))
        self.current = None
        moves.doubt(self.stay)

    def shown_to_all(self) -> dict[str, dict[str, Any]]:
        with self.at_its_time():
            return {actor: self.read(actor) for actor in ACTORS}

    def assert_shown(self) -> None:
        """Everybody reads the state, and may do what the model lets them."""
        for actor, found in self.shown_to_all().items():
            asked, proposal = found["amendment"] or {}, found["terms_proposal"] or {}
            shown = (
                found["state"],
                found["legal"],
                asked.get("kind"),
                asked.get("legal", []),
                proposal.get("legal", []),
            )
            wanted = self._wanted(actor)
            assert shown == wanted, f"{actor} is shown {shown}, not {wanted}: {self.stay}"

    def _wanted(self, actor: str) -> tuple[str, list[str], str | None, list[str], list[str]]:
        stay = self.stay
        of_parts = stay.legal_for_amendment(actor), stay.legal_for_proposal(actor)
        return stay.state, stay.legal(actor, today=self.today), stay.asked.kind if stay.asked else None, *of_parts

    def assert_told(self) -> int:
        """Each move has one event, and each event one row of the audit. Returns how many."""
        with self.database.read() as session:
            outbox, trail = self.database.tables.outbox, self.database.tables.audit_trail
            about = [self.id, *self._amendment_ids(session)]
            told = select(outbox.c.type).where(outbox.c.subject.in_(about)).order_by(outbox.c.n)
            audited = select(trail.c.verb).where(trail.c.subject.in_(about)).order_by(trail.c.n)
            found = _moves(session.scalars(told)), _moves(session.scalars(audited))
        assert found == (self.stay.told, self.stay.told), f"{found}, not {self.stay.told}"
        return len(self.stay.told)

    def _amendment_ids(self, session: Session) -> list[str]:
        return [str(one.id) for one in session.query(Amendment).filter_by(placement_id=UUID(self.id))]

    def _send(self, actor: str, step: str) -> httpx.Response:
        headers, base = self.headers(actor), f"/v1/placements/{self.id}"
        found = self.current or self.read("home")
        self.current = found
        if step == "edit":
            new = terms(**found["terms"] | {"place": f"Sted {self.tried}"})
            return self.api.put(f"{base}/terms", headers | {"If-Match": f'"{found["version"]}"'}, json=new)
        path = _PATHS.get(step, "amendments").format(**self.ids)
        body = self._body(step, found)
        return self.api.post(f"{base}/{path}", headers, **({"json": body} if body is not None else {}))

    def _body(self, step: str, found: Mapping[str, Any]) -> dict[str, Any] | None:
        """What is sent with a step: what is right on the terms that were read."""
        verb, version = step.rpartition(" ")[2], found["terms_version"]
        if step.startswith("amendment "):
            version = self.version_asked
        if verb in {"approve", "reject"}:
            return {"decision": verb, "terms_version": version, **(REASON if verb == "reject" else {})}
        if verb == "propose_terms":
            return {"terms_version": version, "percentage": 50 + (found["terms"]["percentage"] + 1) % 50}
        if verb in {"cancel", "decline"} or step == "amendment withdraw":
            return REASON
        if verb in {"settle", "adopt", "withdraw"}:
            return None
        return self._asked(verb)

    def _asked(self, kind: str) -> dict[str, Any]:
        later = str(max(self.stay.last + LONGER, self.stay.first + SHORTEST))
        return {
            "extension": {"kind": "extension", "end": later},
            "dates": {"kind": "dates", "end": later},
            "content": {"kind": "content", "place": f"Sted {self.tried}"},
            "early_return": {"kind": "early_return", **REASON},
            "sooner": {"kind": "early_return", "last_day": str(self.today), **REASON},
            "recall": {"kind": "recall", **REASON},
            "no_show": {"kind": "no_show"},
        }[kind]

    def _move(self, actor: str, step: str, answer: Mapping[str, Any]) -> None:
        if step == "propose_terms":
            self.ids["proposal"] = answer["terms_proposal"]["id"]
        if "kind" in answer and answer["state"] == "proposed":
            self.ids["amendment"], self.version_asked = answer["id"], answer["terms_version"]
        until = answer.get("decide_by")
        deadline, ends = moment(until) if until else self.now, answer.get("end")
        moves.move(
            self.stay, actor, step, today=self.today, deadline=deadline, ends=date.fromisoformat(ends) if ends else None
        )


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text)


def some_day_from(day: date, number: int) -> date:
    return day + number * DAY


def _moves(types: Iterable[str]) -> list[str]:
    """Without what the clock says ahead of a move, and moves nothing."""
    return [one for one in types if one not in {"placement.starting_soon", "placement.ending_soon"}]
