"""What notify asks other services for."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from services.kit.access.table import Caller
from services.kit.calls.siblings import Siblings
from services.kit.language import Language
from services.kit.schemas import ResponseModel


class Contact(ResponseModel):
    """How to reach a person, as auth knows it at this moment; never stored here."""

    name: str
    email: str
    language: Language


class OrderedLetter(ResponseModel):
    """A letter with a single-use link, as auth orders it at this moment; never stored here."""

    purpose: str
    email: str
    language: Language
    body: str | None
    link: str
    expires_at: datetime


class Case(ResponseModel):
    """A candidacy or a placement in short, as one of its parties is shown it."""

    id: UUID
    reference: str
    need_id: UUID
    expert_id: UUID
    host_org: str
    home_org: str | None
    start: date | None
    end: date | None
    percentage: int | None


class Cases(ResponseModel):
    """placements: GET /v1/cases."""

    cases: list[Case]


class Names(ResponseModel):
    """needs: GET /v1/titles, pool: GET /v1/task-names."""

    names: dict[UUID, str]


class BodyNames(ResponseModel):
    """auth: GET /v1/organisation-names."""

    names: dict[str, dict[str, str]]


class Peers:
    """Siblings, asked with notify's own service token, and for cases with the reader's."""

    def __init__(self, siblings: Siblings) -> None:
        self._auth = siblings.peer("auth")
        self._needs = siblings.peer("needs")
        self._placements = siblings.peer("placements")
        self._pool = siblings.peer("pool")

    def find_cases(self, case_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, Case]:
        """What these candidacies and placements are about, as whoever has this token may know."""
        found = self._placements.find("/v1/cases", Cases, bearer=bearer, params={"ids": _listed(case_ids)})
        return {case.id: case for case in found.cases} if found else {}

    def find_titles(self, need_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        found = self._needs.find("/v1/titles", Names, params={"needs": _listed(need_ids)})
        return found.names if found else {}

    def find_body_names(self, orgnrs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        found = self._auth.find("/v1/organisation-names", BodyNames, params={"orgnrs": _listed(orgnrs)})
        return found.names if found else {}

    def find_expert_names(self, expert_ids: Sequence[UUID], *, reader: Caller) -> Mapping[UUID, str]:
        """The names that this reader may know. pool logs no reading of a profile for it."""
        who = {"reader": reader.sub, "roles": _listed(sorted(reader.roles))} | (
            {"org": reader.org} if reader.org else {}
        )
        found = self._pool.find("/v1/task-names", Names, params=who | {"experts": _listed(expert_ids)})
        return found.names if found else {}

    def find_contact(self, person_id: str) -> Contact | None:
        """None where auth does not know the person. Raises PeerUnavailable."""
        return self._auth.find(f"/v1/people/{person_id}/contact", Contact)

    def find_letter(self, letter_id: str) -> OrderedLetter | None:
        """None where it is no longer to be sent. Raises PeerUnavailable."""
        return self._auth.find(f"/v1/letters/{letter_id}", OrderedLetter)


def _listed(keys: Sequence[object]) -> str:
    return ",".join(map(str, keys))
