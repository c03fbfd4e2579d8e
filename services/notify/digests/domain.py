"""What a digest says: the messages, by the need they are about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from services.notify.abouts.domain import subject_of_message


@dataclass(frozen=True, kw_only=True)
class Line:
    """A message in a digest."""

    message_id: UUID
    code: str
    subject: str
    params: Mapping[str, Any]

    @property
    def need(self) -> UUID | None:
        return subject_of_message(self.code, subject=self.subject, params=self.params).need


def by_need(lines: Sequence[Line]) -> Mapping[UUID | None, list[Line]]:
    """The lines of each need, in the order of their first messages; what is about no need comes last."""
    groups: dict[UUID | None, list[Line]] = {}
    for line in sorted(lines, key=lambda line: line.need is None):
        groups.setdefault(line.need, []).append(line)
    return groups
