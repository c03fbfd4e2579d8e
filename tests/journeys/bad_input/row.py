"""What a row of the table of bad input is made of."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tests.journeys.cast import a_need, a_sign_up, terms

CANARY = "kanarifugl"  # stands in everything that is sent, and must never come back

Json = Mapping[str, Any]
Watched = tuple[str, str]
Fault = tuple[str, str]

PROFILE: Watched = ("employee", "/pool/v1/me/expert")
DRAFT: Watched = ("newcomer", "/pool/v1/me/expert")
NO_PROFILE: Watched = ("colleague", "/pool/v1/me/expert")
PLACEMENT: Watched = ("home", "/placements/v1/placements/{placement}")
CANDIDACIES: Watched = ("host", "/placements/v1/candidacies?limit=100")
MESSAGES: Watched = ("host", "/placements/v1/candidacies/{candidacy}/messages")
NEEDS: Watched = ("host", "/needs/v1/needs?mine=true&limit=100")
PLANS: Watched = ("host", "/matching/v1/plans?limit=100")
CLIENTS: Watched = ("home", "/auth/v1/clients?limit=100")


@dataclass(frozen=True, kw_only=True)
class Row:
    """One bad request. `by` sends it; what stands at `watched` is looked at before and after, by somebody who may."""

    what: str
    by: str
    method: str
    path: str
    status: int
    code: str
    watched: Watched
    faults: tuple[Fault, ...] = ()
    body: Json | None = None
    raw: bytes | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return self.what


def row(what: str, by: str, call: str, body: Json | None = None, *, answer: str, watched: Watched, **more: Any) -> Row:
    """`call` is a method and a path, `answer` a status and a problem's code, `at` the one fault that is pointed at."""
    method, path = call.split(" ")
    status, code = answer.split(" ")
    faults = (more.pop("at"),) if "at" in more else ()
    return Row(
        what=what,
        by=by,
        method=method,
        path=path,
        body=body,
        status=int(status),
        code=code,
        watched=watched,
        faults=faults,
        **more,
    )


def profile(**changes: Any) -> Json:
    """A sign-up that would be accepted, with something changed."""
    return {**a_sign_up(about=CANARY).model_dump(mode="json", exclude_unset=True), **changes}


def need(**changes: Any) -> Json:
    return {**a_need(description=CANARY).model_dump(mode="json", exclude_unset=True), **changes}


def offer(**changes: Any) -> Json:
    return {**terms(tasks=CANARY).model_dump(mode="json", exclude_unset=True), **changes}


def invitation(*, expert: str = "spare", to: str = "open_need", **changes: Any) -> Json:
    pair = {"expert_id": f"{{{expert}}}", "need_id": f"{{{to}}}"}
    return {"kind": "invitation", **pair, "message": CANARY, **changes}


def decision(**changes: Any) -> Json:
    return {"decision": "approve", "terms_version": 1, "note": CANARY, **changes}


def explained(reason: str = "other") -> Json:
    return {"reason": reason, "note": CANARY}
