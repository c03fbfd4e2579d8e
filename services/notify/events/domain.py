"""Another service's event: whom it concerns, and which of its codes may be stored."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from services.notify.events.errors import Unaddressed
from services.notify.members.domain import ALL_BODIES, PERSON, audience_of
from services.scheme import parties
from services.scheme.days import OSLO
from services.scheme.roles import Role

_DAYS_AND_LIMITS = {
    "start",
    "end",
    "answer_by",
    "decide_by",
    "settle_by",
    "valid_until",
    "max_months",
    "percentage",
    "terms_version",
}
_WORDS = {"reason", "outcome", "party", "decision", "doubt", "kind"}
# no body: a host must not learn the home agency here
_IDS = {"need_id", "expert_id", "candidacy_id", "placement_id", "reference"}
_LISTS = {"changed"}  # of codes
_SUCCESSION = {"predecessor", "successor"}  # of auth's event, which names nobody's home agency
_PARAMS = _DAYS_AND_LIMITS | _WORDS | _LISTS | _IDS | _SUCCESSION
# of a stay that all three had said yes to: no side can make many of these
_OF_AGREED_STAYS = {
    "placement.agreed",
    "placement.doubted",
    "placement.settled",
    "placement.started",
    "placement.completed",
    "placement.ended_early",
    "placement.passed_on",
    "amendment.applied",
}
_CODE = re.compile(r"[A-Za-z0-9_.:+-]{1,64}")


class Party(StrEnum):
    HOME = parties.Party.HOME
    HOST = parties.Party.HOST
    EMPLOYEE = parties.Party.EMPLOYEE


class Recipient(StrEnum):
    """Somebody an event concerns, seen from the event. The event's codes say which person or body it is."""

    PERSON = "person"
    HOME_COORDINATORS = "home_coordinators"
    HOME_EMPLOYEES = "home_employees"  # all who belong to the home agency
    HOST_COORDINATORS = "host_coordinators"
    ADMINS = "admins"  # of the whole scheme
    HOST_REQUESTERS = "host_requesters"  # coordinators included: their role implies it


@dataclass(frozen=True, kw_only=True)
class IncomingEvent:
    """Something that happened in another service."""

    event_id: str
    type: str
    subject: str
    at: datetime
    person: str | None
    home: str | None
    host: str | None
    codes: Mapping[str, Any] = field(default_factory=dict)

    def find_audience(self, recipient: Recipient) -> str | None:
        """The audience this recipient is; None where the event does not say which person or body."""
        role, concerned = {
            Recipient.PERSON: (PERSON, self.person),
            Recipient.HOME_COORDINATORS: (Role.COORDINATOR, self.home),
            Recipient.HOME_EMPLOYEES: (Role.EMPLOYEE, self.home),
            Recipient.HOST_COORDINATORS: (Role.COORDINATOR, self.host),
            Recipient.HOST_REQUESTERS: (Role.REQUESTER, self.host),
            Recipient.ADMINS: (Role.ADMIN, ALL_BODIES),
        }[recipient]
        return audience_of(role, concerned) if concerned else None

    def get_audience(self, recipient: Recipient) -> str:
        """The audience this recipient is. Raises Unaddressed: a task that waits for nobody would wait for ever."""
        audience = self.find_audience(recipient)
        if audience is None:
            raise Unaddressed(recipient)
        return audience

    @property
    def is_of_agreed_stay(self) -> bool:
        """Whether all three had agreed. Such news is mailed however many mails there were."""
        cancelled = self.type == "placement.cancelled" and self.codes.get("was", "proposed") != "proposed"
        return cancelled or self.type in _OF_AGREED_STAYS

    @property
    def pair(self) -> str | None:
        """The expert and the need that a candidacy is of, or a placement that is not agreed."""
        if self.is_of_agreed_stay:
            return None
        named = [self.codes.get("expert_id"), self.codes.get("need_id")]
        return " ".join(map(str, named)) if all(named) else None

    def find_sender(self, recipient: Recipient) -> str | None:
        """Who of the two sides makes news for this recipient: the host, or for the host the expert."""
        if self.pair is None:
            return None
        of_host = recipient in {Recipient.HOST_COORDINATORS, Recipient.HOST_REQUESTERS}
        return str(self.codes["expert_id"]) if of_host else self.host

    @property
    def day(self) -> date:
        """The day it happened, in Norway."""
        return self.at.astimezone(OSLO).date()

    @property
    def params(self) -> dict[str, Any]:
        """The codes a message is made of: known ones in the form of a code, so that no free text is ever stored."""
        return {name: value for name, value in self.codes.items() if name in _PARAMS and _is_code(value)}

    @property
    def approved_by(self) -> tuple[Party, ...]:
        """The parties that have already said yes to these terms."""
        return tuple(Party(party) for party in self.codes.get("decided", ()))


def _is_code(value: object) -> bool:
    if isinstance(value, list):
        return all(isinstance(one, str) and _is_code(one) for one in value)
    return isinstance(value, int) or (isinstance(value, str) and _CODE.fullmatch(value) is not None)
