"""What notify asks other services for."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import NamedTuple, TypeVar
from uuid import UUID

from services.kit import clock
from services.kit.access.table import Caller
from services.kit.calls.siblings import Siblings
from services.kit.errors import PeerUnavailable
from services.kit.language import Language
from services.kit.schemas import ResponseModel

V = TypeVar("V")

KEPT_SECONDS = 600.0  # names of bodies are public and hardly change
KEPT_BODIES = 2000
MOST_READINGS = 100


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


class ReaderCase(Case):
    """A case as a reader may know it, who speaks for these parties."""

    parties: list[str]


class ReaderCases(ResponseModel):
    """placements: GET /v1/reader-cases."""

    cases: list[ReaderCase | None]


class ReaderName(ResponseModel):
    """What to call an expert in a mail; `own` where the profile is the reader's."""

    name: str
    own: bool


class ReaderNames(ResponseModel):
    """pool: GET /v1/reader-names."""

    experts: list[ReaderName | None]


class Summary(ResponseModel):
    """What a need is about."""

    id: UUID
    title: str
    host_org: str
    earliest_start: date
    latest_start: date
    months: int
    percentage: int


class Summaries(ResponseModel):
    """needs: GET /v1/summaries."""

    needs: list[Summary]


class Contacts(ResponseModel):
    """auth: GET /v1/contacts."""

    people: dict[str, Contact]


class Reading(NamedTuple):
    """A thing, and who is to read of it: `person`, or `person.body.roles` with `-` between the roles."""

    thing: UUID
    reader: str


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
        self._kept: dict[str, tuple[Mapping[str, str], float]] = {}  # names of bodies, and until when

    def find_cases(self, case_ids: Sequence[UUID], *, bearer: str) -> Mapping[UUID, Case]:
        """What these candidacies and placements are about, as whoever has this token may know."""
        found = self._placements.find("/v1/cases", Cases, bearer=bearer, params={"ids": _listed(case_ids)})
        return {case.id: case for case in found.cases} if found else {}

    def find_titles(self, need_ids: Sequence[UUID]) -> Mapping[UUID, str]:
        found = self._needs.find("/v1/titles", Names, params={"needs": _listed(need_ids)})
        return found.names if found else {}

    def find_body_names(self, orgnrs: Sequence[str]) -> Mapping[str, Mapping[str, str]]:
        """The names of the bodies in three languages. auth is asked for those that were not asked for lately."""
        now, known = clock.monotonic(), self._kept  # another thread may begin it anew
        kept = {orgnr: known[orgnr] for orgnr in orgnrs if orgnr in known}
        names = {orgnr: found for orgnr, (found, ends) in kept.items() if ends > now}
        missing = [orgnr for orgnr in orgnrs if orgnr not in names]
        if not missing:
            return names
        found = self._auth.find("/v1/organisation-names", BodyNames, params={"orgnrs": _listed(missing)})
        asked = found.names if found else {}
        if len(self._kept) > KEPT_BODIES:
            self._kept = {}
        self._kept.update({orgnr: (body, now + KEPT_SECONDS) for orgnr, body in asked.items()})
        return {**names, **asked}

    def find_expert_names(self, expert_ids: Sequence[UUID], *, reader: Caller) -> Mapping[UUID, str]:
        """The names that this reader may know. pool logs no reading of a profile for it."""
        who = {"reader": reader.sub, "roles": _listed(sorted(reader.roles))} | (
            {"org": reader.org} if reader.org else {}
        )
        found = self._pool.find("/v1/task-names", Names, params=who | {"experts": _listed(expert_ids)})
        return found.names if found else {}

    def find_contacts(self, person_ids: Sequence[str]) -> Mapping[str, Contact]:
        """How to reach these people, without those whom auth does not know. Raises PeerUnavailable."""
        found = self._auth.find("/v1/contacts", Contacts, params={"people": _listed(person_ids)})
        return found.people if found else {}

    def find_reader_cases(self, readings: Sequence[Reading]) -> Mapping[Reading, ReaderCase]:
        """What candidacies and placements are about, those in which the reader is a party. Raises PeerUnavailable."""
        found: dict[Reading, ReaderCase] = {}
        for some in _in_parts(readings):
            answer = self._placements.find("/v1/reader-cases", ReaderCases, params=_asked(some))
            found |= _answered(some, answer.cases if answer else [], by="placements")
        return found

    def find_reader_names(self, readings: Sequence[Reading]) -> Mapping[Reading, ReaderName]:
        """The names of experts that the readers may know. Raises PeerUnavailable."""
        found: dict[Reading, ReaderName] = {}
        for some in _in_parts(readings):
            answer = self._pool.find("/v1/reader-names", ReaderNames, params=_asked(some))
            found |= _answered(some, answer.experts if answer else [], by="pool")
        return found

    def find_summaries(self, need_ids: Sequence[UUID]) -> Mapping[UUID, Summary]:
        """What these needs are about. Raises PeerUnavailable."""
        found = self._needs.find("/v1/summaries", Summaries, params={"needs": _listed(need_ids)})
        return {need.id: need for need in found.needs} if found else {}

    def find_letter(self, letter_id: str) -> OrderedLetter | None:
        """None where it is no longer to be sent. Raises PeerUnavailable."""
        return self._auth.find(f"/v1/letters/{letter_id}", OrderedLetter)


def _listed(keys: Sequence[object]) -> str:
    return ",".join(map(str, keys))


def _in_parts(readings: Sequence[Reading]) -> Iterator[Sequence[Reading]]:
    """As many as may be asked for at once."""
    return (readings[start : start + MOST_READINGS] for start in range(0, len(readings), MOST_READINGS))


def _answered(readings: Sequence[Reading], answers: Sequence[V | None], *, by: str) -> dict[Reading, V]:
    """The answers by what was asked. Raises PeerUnavailable for any other number: one reader must not get another's."""
    if len(answers) != len(readings):
        raise PeerUnavailable(peer=by)
    return {reading: one for reading, one in zip(readings, answers, strict=True) if one is not None}


def _asked(readings: Sequence[Reading]) -> dict[str, str]:
    return {"readings": _listed([f"{reading.thing}.{reading.reader}" for reading in readings])}
