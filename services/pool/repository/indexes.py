"""What experts are found and counted by, kept in tables of its own."""

from collections.abc import Set
from datetime import date
from typing import Any

from sqlalchemy import delete, insert, select
from sqlalchemy.orm import Session
from sqlmodel import col

from services.pool.domain import State, is_of_available, terms_of, whole_months
from services.pool.models import Expert, ExpertField, ExpertTerm, ExpertWindow

Kind = tuple[str | None, str | None]  # level and sector of the home agency, as far as they are shown


def index_expert(session: Session, expert: Expert, kind: Kind, *, edited: bool) -> None:
    """Keep what the expert is found by: of the terms only what has changed is written.

    Fields and windows change with an edit only, and are kept while the expert is available.
    """
    level, sector = kind
    kept, terms = _kept(session, expert), terms_of(expert.model_dump(), level=level, sector=sector)
    if kept - terms:
        gone = col(ExpertTerm.expert_id) == expert.id, col(ExpertTerm.term).in_(kept - terms)
        session.execute(delete(ExpertTerm).where(*gone))
    if terms - kept:
        rows = [{"expert_id": expert.id, "term": term} for term in sorted(terms - kept)]
        session.execute(insert(ExpertTerm), rows)
    if edited:
        _rewrite_offer(session, expert, was_available=any(map(is_of_available, kept)))


def _rewrite_offer(session: Session, expert: Expert, *, was_available: bool) -> None:
    for model, rows in ((ExpertField, _fields_of(expert)), (ExpertWindow, _windows_of(expert))):
        theirs: Any = model
        if was_available:
            session.execute(delete(model).where(col(theirs.expert_id) == expert.id))
        if expert.state == State.AVAILABLE:
            session.execute(insert(model), [{"expert_id": expert.id, **row} for row in rows])


def _kept(session: Session, expert: Expert) -> Set[str]:
    return set(session.scalars(select(col(ExpertTerm.term)).where(col(ExpertTerm.expert_id) == expert.id)))


def _fields_of(expert: Expert) -> list[dict[str, Any]]:
    return [
        {"field": field, "available_in": expert.county, "home_org": expert.home_org} for field in expert.field_codes
    ]


def _windows_of(expert: Expert) -> list[dict[str, Any]]:
    days = {(date.fromisoformat(one["start"]), date.fromisoformat(one["end"])) for one in expert.windows}
    return [{"starts": start, "ends": end, "months": whole_months(start, end)} for start, end in sorted(days)]
