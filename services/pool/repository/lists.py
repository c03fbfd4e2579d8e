"""How the lists of experts are found: by the narrowest of what is asked for that has an index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, String, Uuid, and_, bindparam, false, func, or_, select
from sqlmodel import col

from services.kit.data.pagination import unindexed
from services.kit.data.statements import PagedStatement, numbered
from services.kit.lists import Order
from services.pool.domain import AtHome, Browsed, State
from services.pool.models import Expert, ExpertField, ExpertTerm, ExpertWindow, FurtherBody

ASKER = bindparam("asker", type_=String)  # the body asked for; "" for none
# other bodies' experts who belong to the asker's too: few rows, found by an index
COLLEAGUES = select(col(FurtherBody.expert_id)).where(col(FurtherBody.orgnr) == ASKER)

_COLUMN_OF_ORDER = {
    Order.OLDEST: col(Expert.created_at),
    Order.NEWEST: col(Expert.created_at),
    Order.CHANGED: col(Expert.updated_at),
}
_IN_WINDOW: dict[str, ColumnElement[bool]] = {
    "first": unindexed(col(ExpertWindow.ends)) >= bindparam("first"),
    "last": unindexed(col(ExpertWindow.starts)) <= bindparam("last"),
    "months": col(ExpertWindow.months) >= bindparam("months"),
}
FEW_TERMS = 8  # of each of so many an index finds the page; of more all who have one are read
_RANGES = ("percentage", *_IN_WINDOW)


@dataclass(frozen=True, kw_only=True)
class BrowsedForm:
    """What of the pool's list stands in its SQL; all else is given with the request."""

    groups: tuple[int, ...]  # how many terms each has
    ranges: tuple[str, ...]
    fields_shown: int | None  # in how many fields the county is shown, where one is asked for


def browsed_form_of(browsed: Browsed, fields_shown: Sequence[str] | None) -> tuple[BrowsedForm, dict[str, Any]]:
    """The list, and its values. Whose county is asked for have no field but those in which it is shown."""
    values = {name: getattr(browsed, name) for name in _RANGES if getattr(browsed, name) is not None}
    shown = {} if fields_shown is None else numbered("shown", fields_shown)
    terms = [numbered(f"term_{turn}", group) for turn, group in enumerate(browsed.groups)]
    form = BrowsedForm(
        groups=tuple(map(len, terms)),
        ranges=tuple(values),
        fields_shown=None if fields_shown is None else len(shown),
    )
    return form, {**values, **shown, **{name: value for group in terms for name, value in group.items()}}


@lru_cache(maxsize=200)
def browsed_of(form: BrowsedForm) -> PagedStatement[Expert]:
    """Available experts of other bodies than the asker's, by id: no other order tells less of when they came."""
    by = (col(Expert.id),)
    if not form.groups:
        found = select(Expert).where(col(Expert.state) == State.AVAILABLE, *_open_to_asker(), *_conditions(form))
        return PagedStatement(found, by=by)
    joined = select(ExpertTerm).join(Expert, col(Expert.id) == unindexed(col(ExpertTerm.expert_id)))
    joined = joined.where(unindexed(col(Expert.state)) == State.AVAILABLE, *_open_to_asker(), *_conditions(form))
    joined = joined.with_only_columns(col(ExpertTerm.expert_id))
    terms: list[Any] = [bindparam(f"term_0_{n}", type_=String()) for n in range(form.groups[0])]
    if len(terms) > FEW_TERMS:
        return PagedStatement(select(Expert), by=by, keys=[joined.where(col(ExpertTerm.term).in_(terms)).distinct()])
    keys = [joined.where(col(ExpertTerm.term) == term) for term in terms]
    return PagedStatement(select(Expert), by=by, keys=keys)


def _open_to_asker() -> list[ColumnElement[bool]]:
    return [col(Expert.home_org) != ASKER, col(Expert.id).not_in(COLLEAGUES)]


def _conditions(form: BrowsedForm) -> Iterator[ColumnElement[bool]]:
    yield from (
        _has_term([f"term_{turn}_{n}" for n in range(number)]) for turn, number in enumerate(form.groups) if turn
    )
    if "percentage" in form.ranges:
        yield col(Expert.percentage) >= bindparam("percentage")
    offered = [_IN_WINDOW[name] for name in form.ranges if name in _IN_WINDOW]
    if offered:
        theirs = select(col(ExpertWindow.expert_id)).where(col(ExpertWindow.expert_id) == col(Expert.id), *offered)
        yield col(Expert.id).in_(theirs.correlate(Expert))
    if form.fields_shown is not None:
        shown: list[Any] = [bindparam(f"shown_{n}", type_=String()) for n in range(form.fields_shown)]
        hidden = unindexed(col(ExpertField.field)).not_in(shown)
        theirs = select(col(ExpertField.expert_id)).where(col(ExpertField.expert_id) == col(Expert.id), hidden)
        yield col(Expert.id).not_in(theirs.correlate(Expert))


def _has_term(names: Sequence[str], *, prefix: int | None = None) -> ColumnElement[bool]:
    parts: list[ColumnElement[bool]] = []
    if names:
        parts.append(col(ExpertTerm.term).in_([bindparam(name, type_=String()) for name in names]))
    if prefix is not None:
        term = col(ExpertTerm.term)
        parts.append(and_(term >= bindparam(f"begin_{prefix}"), term < bindparam(f"end_{prefix}")))
    any_of = or_(*parts) if parts else false()
    theirs = select(col(ExpertTerm.expert_id)).where(col(ExpertTerm.expert_id) == col(Expert.id), any_of)
    return col(Expert.id).in_(theirs.correlate(Expert))


@dataclass(frozen=True, kw_only=True)
class HomeForm:
    """The same of a body's own list."""

    states: tuple[str, ...] | None
    order: Order
    ids: int
    since: bool
    groups: tuple[tuple[int, bool], ...]  # of each how many terms, and whether a beginning stands beside them


def home_form_of(wanted: AtHome) -> tuple[HomeForm, dict[str, Any]]:
    values: dict[str, Any] = {} if wanted.updated_since is None else {"updated_since": wanted.updated_since}
    ids = numbered("id", wanted.ids) if wanted.ids else {}
    terms = [numbered(f"term_{turn}", group.terms) if group.terms else {} for turn, group in enumerate(wanted.groups)]
    values |= {**ids, **{name: value for group in terms for name, value in group.items()}}
    for turn, group in enumerate(wanted.groups):
        if group.prefix is not None:
            values |= {f"begin_{turn}": group.prefix, f"end_{turn}": f"{group.prefix}\U0010ffff"}
    form = HomeForm(
        states=None if wanted.states is None else tuple(sorted(wanted.states)),
        order=wanted.order,
        ids=len(ids),
        since=wanted.updated_since is not None,
        groups=tuple((len(found), group.prefix is not None) for found, group in zip(terms, wanted.groups, strict=True)),
    )
    return form, values


@lru_cache(maxsize=200)
def home_list_of(form: HomeForm) -> PagedStatement[Expert]:
    by = (_COLUMN_OF_ORDER[form.order], col(Expert.id))
    newest_first = form.order is Order.NEWEST
    return PagedStatement(select(Expert), by=by, keys=_home_keys(form, by), newest_first=newest_first)


def _home_keys(form: HomeForm, by: tuple[Any, ...]) -> list[Select[*tuple[Any, ...]]]:
    """In the order that is asked for, or where only what has changed lately is wanted, all of that."""
    found = select(Expert).where(*_home_conditions(form))
    if form.ids:
        ids: list[Any] = [bindparam(f"id_{n}", type_=Uuid()) for n in range(form.ids)]
        theirs = unindexed(col(Expert.home_org)) == bindparam("home_org")
        return [found.where(col(Expert.id).in_(ids), theirs, *_in_states(form)).with_only_columns(*by)]
    found = found.where(col(Expert.home_org) == bindparam("home_org"))
    by_change = form.since or form.order is Order.CHANGED
    listed = (unindexed(by[0]), by[1]) if by_change and form.order is not Order.CHANGED else by
    if form.states is None and not by_change:
        return [found.with_only_columns(*listed)]
    states = tuple(State) if form.states is None else form.states
    return [found.where(col(Expert.state) == state).with_only_columns(*listed) for state in states]


def _home_conditions(form: HomeForm) -> Iterator[ColumnElement[bool]]:
    if form.since:
        updated = unindexed(col(Expert.updated_at)) if form.ids else col(Expert.updated_at)
        yield updated >= bindparam("updated_since")
    for turn, (number, begins) in enumerate(form.groups):
        yield _has_term([f"term_{turn}_{n}" for n in range(number)], prefix=turn if begins else None)


def _in_states(form: HomeForm) -> list[ColumnElement[bool]]:
    return [] if form.states is None else [func.coalesce(col(Expert.state), "").in_(form.states)]
