"""An event as notify sees it: whom it concerns, and the codes that may be kept of it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from services.notify.domain.tasks import Audience, Party
from services.notify.errors import Unaddressed

_DAYS_AND_LIMITS = {
    "start",
    "end",
    "answer_by",
    "decide_by",
    "valid_until",
    "max_months",
    "percentage",
    "terms_version",
}
_WORDS = {"reason", "outcome", "party", "decision"}
_IDS = {"need_id", "expert_id", "candidacy_id"}  # no body: a host must not learn the home agency here
_PARAMS = _DAYS_AND_LIMITS | _WORDS | _IDS
EVERYWHERE = "scheme"  # stands for a body where a role holds in all of them
_CODE = re.compile(r"[A-Za-z0-9_.:+-]{1,64}")


@dataclass(frozen=True, kw_only=True)
class News:
    """Something that happened elsewhere."""

    event_id: str
    type: str
    subject: str
    at: datetime
    person: str | None
    home: str | None
    host: str | None
    codes: Mapping[str, Any] = field(default_factory=dict)

    def find_address(self, audience: Audience) -> str | None:
        """Whom that is: `person:<id>`, or a role in a body, `coordinator:<orgnr>`; None where that is not said."""
        role, concerned = {
            Audience.PERSON: ("person", self.person),
            Audience.HOME_COORDINATORS: ("coordinator", self.home),
            Audience.HOST_COORDINATORS: ("coordinator", self.host),
            Audience.HOST_REQUESTERS: ("requester", self.host),
            Audience.ADMINS: ("admin", EVERYWHERE),
        }[audience]
        return f"{role}:{concerned}" if concerned else None

    def address(self, audience: Audience) -> str:
        """Raises Unaddressed: a task that waits for nobody would wait for ever."""
        address = self.find_address(audience)
        if address is None:
            raise Unaddressed(audience)
        return address

    @property
    def params(self) -> dict[str, Any]:
        """The codes a message is made of: known ones of a code's form, so that no free text is ever kept."""
        return {name: value for name, value in self.codes.items() if name in _PARAMS and _is_code(value)}

    @property
    def decided(self) -> tuple[Party, ...]:
        """Parties that have said yes to these terms already."""
        return tuple(Party(party) for party in self.codes.get("decided", ()))


def _is_code(value: object) -> bool:
    return isinstance(value, int) or (isinstance(value, str) and _CODE.fullmatch(value) is not None)
