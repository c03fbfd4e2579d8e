"""Which thing of which service a task or a message is about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

_PROFILES = {"endorse_expert", "prolong_endorsement", "complete_profile"}  # the tasks that are about a profile


@dataclass(frozen=True, kw_only=True)
class Subject:
    """The candidacy or placement, the need and the expert that something is about, as far as it says."""

    case: UUID | None = None
    need: UUID | None = None
    expert: UUID | None = None


def subject_of_task(kind: str, *, subject: str, parent: str | None) -> Subject:
    """An amendment is about its placement."""
    if kind in _PROFILES:
        return Subject(expert=_id(subject))
    return Subject(case=_id(parent or subject))


def subject_of_message(code: str, *, subject: str, params: Mapping[str, Any]) -> Subject:
    """A message names more than its subject: the need and the expert of a candidacy, the placement of an amendment."""
    if code.startswith("task_"):
        return subject_of_task(str(params.get("task")), subject=subject, parent=params.get("placement_id"))
    named = {name: _id(params.get(f"{name}_id")) for name in ("need", "expert", "placement")}
    own = _id(subject)
    if code.startswith("expert_"):
        return Subject(expert=own)
    if code.startswith(("need_", "opportunity")):
        return Subject(need=own)
    of_case = code.startswith(("candidacy_", "placement_", "amendment_"))
    return Subject(case=(named["placement"] or own) if of_case else None, need=named["need"], expert=named["expert"])


def _id(text: object) -> UUID | None:
    """None for what is no id, as the number of a body."""
    try:
        return UUID(str(text))
    except ValueError:
        return None
