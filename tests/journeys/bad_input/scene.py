"""What stands there before bad input is sent: people in every role, and one thing of each kind."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import httpx

from ressurspool.client.login import API_SCOPES
from ressurspool.client.programs import ApiClientDraft
from tests.journeys.cast import (
    HOME,
    HOST,
    OTHER_HOST,
    Actor,
    Cast,
    a_need,
    a_sign_up,
    endorsed,
    published,
    terms,
    until,
)
from tests.journeys.scenes.outcomes import is_candidate
from tests.support.callers import a_token

USED_KEY = "a-key-that-was-used"


@dataclass(frozen=True, kw_only=True)
class Seen:
    """An answer, without what differs from request to request."""

    status: int
    body: Any


class Scene:
    """Tokens by who sends, ids by what they name, and a client that speaks to the origin."""

    def __init__(self, cast: Cast) -> None:
        self.http = httpx.Client(base_url=cast.stack.origin, trust_env=False, timeout=10)
        self._people = _people(cast)
        self._tokens = {"forger": a_token(iss=cast.stack.origin), "machine": self._machine(cast.coordinator(HOME))}
        self._sign_up_with_key(self._people["newcomer"])
        self.ids = _things(cast, self._people)

    def close(self) -> None:
        self.http.close()

    def headers_of(self, who: str) -> dict[str, str]:
        """How somebody says who they are; "nobody" does not."""
        if who == "nobody":
            return {}
        token = self._tokens.get(who) or self._people[who].token()
        return {"Authorization": f"Bearer {token}"}

    def filled(self, template: Any) -> Any:
        """The template with the ids of things for their names."""
        if isinstance(template, Mapping):
            return {name: self.filled(value) for name, value in template.items()}
        if isinstance(template, list):
            return [self.filled(value) for value in template]
        if isinstance(template, str):
            for name, value in self.ids.items():
                template = template.replace(f"{{{name}}}", value)
        return template

    def look(self, who: str, path: str) -> Seen:
        """What somebody sees at a place now."""
        answer = self.http.get(self.filled(path), headers=self.headers_of(who))
        body = answer.json()
        if isinstance(body, dict):
            body.pop("request_id", None)
        return Seen(status=answer.status_code, body=body)

    def _machine(self, coordinator: Actor) -> str:
        """A token of the home agency's own system: all scopes it may have, the coordinator's role, no person."""
        client = coordinator.client.auth.register_client(ApiClientDraft(name="HR-system", scopes=API_SCOPES.split()))
        secret = client.secret or ""
        form = {"grant_type": "client_credentials"}
        answer = self.http.post("/oauth/token", data=form, auth=(client.client_id, secret))
        token: str = answer.json()["access_token"]
        return token

    def _sign_up_with_key(self, newcomer: Actor) -> None:
        headers = self.headers_of("newcomer") | {"Idempotency-Key": USED_KEY}
        draft = a_sign_up(submit=False).model_dump(mode="json", exclude_unset=True)
        assert self.http.post("/pool/v1/experts", json=draft, headers=headers).status_code == 201, newcomer.email


def _people(cast: Cast) -> dict[str, Actor]:
    return {
        "employee": cast.new("employee", HOME),
        "colleague": cast.new("employee", HOME),
        "newcomer": cast.new("employee", HOME),
        "spare": cast.new("employee", HOME),
        "home": cast.coordinator(HOME),
        "requester": cast.new("requester", HOST),
        "host": cast.coordinator(HOST),
        "stranger": cast.coordinator(OTHER_HOST),
    }


def _things(cast: Cast, people: Mapping[str, Actor]) -> dict[str, str]:
    """An endorsed expert with a placement that the host has said yes to, one not endorsed, needs of both bodies."""
    expert, spare = endorsed(cast, people["employee"]), endorsed(cast, people["spare"])
    need, own_need, open_need = published(cast), published(cast, HOME), published(cast)
    draft = people["host"].client.needs.post(a_need(publish=False))
    asked = people["requester"].client.placements.invite(expert.id, need.id, offer=terms())
    accepted = people["employee"].client.placements.accept(asked.id, terms_version=1)
    placement = accepted.placement_id or ""
    people["host"].client.placements.approve(placement, terms_version=1)
    until(partial(is_candidate, people["host"], open_need.id, spare.id), what="matching to know of the need")
    return {
        "expert": expert.id,
        "spare": spare.id,
        "unendorsed": people["newcomer"].client.pool.mine().id,
        "need": need.id,
        "open_need": open_need.id,
        "own_need": own_need.id,
        "draft": draft.id,
        "candidacy": asked.id,
        "placement": placement,
        "unknown": str(uuid4()),
    }
