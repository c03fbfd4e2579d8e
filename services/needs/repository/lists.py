"""How a list of needs is found: by the narrowest of what is asked for that has an index."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, and_, bindparam, false, func, or_, select
from sqlmodel import col

from services.kit.data.pagination import unindexed
from services.kit.data.statements import PagedStatement, numbered
from services.kit.lists import Order
from services.needs.domain import State, Wanted
from services.needs.models import Need, NeedTerm, Organisation
from vocabulary.terms import TermGroup

_COLUMN_OF_ORDER = {
    Order.OLDEST: col(Need.created_at),
    Order.NEWEST: col(Need.created_at),
    Order.SOONEST: col(Need.earliest_start),
    Order.CHANGED: col(Need.updated_at),
}
_CONDITIONS: dict[str, ColumnElement[bool]] = {
    "external_id": col(Need.external_id) == bindparam("external_id"),
    "county": col(Need.county) == bindparam("county"),
    "updated_since": col(Need.updated_at) >= bindparam("updated_since"),
    "remote": col(Need.remote) == bindparam("remote"),
    "percentage": col(Need.percentage) <= bindparam("percentage"),
    "months": col(Need.months) <= bindparam("months"),
    "level": col(Need.host_org).in_(
        select(col(Organisation.orgnr)).where(col(Organisation.level) == bindparam("level"))
    ),
    "sector": col(Need.host_org).in_(
        select(col(Organisation.orgnr)).where(col(Organisation.sector) == bindparam("sector"))
    ),
}

_UNINDEXED: dict[str, ColumnElement[bool]] = {  # where terms or ids have to find the needs
    "county": unindexed(col(Need.county)) == bindparam("county"),
    "updated_since": unindexed(col(Need.updated_at)) >= bindparam("updated_since"),
}


@dataclass(frozen=True, kw_only=True)
class Form:
    """What of a list stands in its SQL; all else is given with the request."""

    own: bool
    states: tuple[str, ...] | None
    order: Order
    ids: int
    conditions: tuple[str, ...]
    groups: tuple[tuple[int, bool], ...]  # of each how many terms, and whether a beginning stands beside them


def form_of(wanted: Wanted) -> tuple[Form, dict[str, Any]]:
    """The list, and its values."""
    values = {name: getattr(wanted, name) for name in _CONDITIONS if getattr(wanted, name) is not None}
    ids = numbered("id", wanted.ids) if wanted.ids else {}
    groups = [_values_of(turn, group) for turn, group in enumerate(wanted.groups)]
    form = Form(
        own=wanted.host_org is not None,
        states=None if wanted.states is None else tuple(sorted(wanted.states)),
        order=wanted.order,
        ids=len(ids),
        conditions=tuple(values),
        groups=tuple(
            (sum(name.startswith("term") for name in found), group.prefix is not None)
            for found, group in zip(groups, wanted.groups, strict=True)
        ),
    )
    owner = {"host_org": wanted.host_org} if form.own else {}
    return form, {**values, **ids, **owner, **{name: value for found in groups for name, value in found.items()}}


def _values_of(turn: int, group: TermGroup) -> dict[str, Any]:
    terms = numbered(f"term_{turn}", group.terms) if group.terms else {}
    if group.prefix is None:
        return terms
    return {**terms, f"begin_{turn}": group.prefix, f"end_{turn}": f"{group.prefix}\U0010ffff"}


@lru_cache(maxsize=200)  # some 100 KB each, with many terms
def list_of(form: Form) -> PagedStatement[Need]:
    by = (_COLUMN_OF_ORDER[form.order], col(Need.id))
    newest_first = form.order is Order.NEWEST
    if form.groups and not form.own and not form.ids:
        return PagedStatement(select(Need), by=by, keys=_keys_by_terms(form, by), newest_first=newest_first)
    found = select(Need).where(*_visible(form), *_conditions(form), *_groups(form, range(len(form.groups))))
    return PagedStatement(select(Need), by=by, keys=_keys(found, form, by), newest_first=newest_first)


def _keys(found: Select[Any], form: Form, by: tuple[Any, ...]) -> list[Select[*tuple[Any, ...]]]:
    """In the order that is asked for, or where only what has changed lately is wanted, all of that."""
    if form.ids:
        ids: list[Any] = [bindparam(f"id_{n}", type_=Uuid()) for n in range(form.ids)]
        return [found.where(col(Need.id).in_(ids), *_in_states(form)).with_only_columns(*by)]
    listed = (unindexed(by[0]), by[1]) if "updated_since" in form.conditions and form.order != Order.CHANGED else by
    if not form.own or form.states is None or form.order not in {Order.OLDEST, Order.NEWEST}:
        return [found.where(*_in_states(form)).with_only_columns(*listed)]
    return [found.where(col(Need.state) == state).with_only_columns(*listed) for state in form.states]


def _keys_by_terms(form: Form, by: tuple[Any, ...]) -> list[Select[*tuple[Any, ...]]]:
    """Open needs by the first group: each of its terms in the order of their age, or all that begin so."""
    joined = select(NeedTerm).join(Need, col(Need.id) == unindexed(col(NeedTerm.need_id)))
    joined = joined.where(col(NeedTerm.listed_at).is_not(None), *_in_states(form))
    joined = joined.where(*(_UNINDEXED.get(name, _CONDITIONS[name]) for name in form.conditions))
    joined = joined.where(*_groups(form, range(1, len(form.groups))))
    number, begins = form.groups[0]
    if begins or form.order not in {Order.OLDEST, Order.NEWEST} or "updated_since" in form.conditions:
        found = joined.where(_any_of(0, form.groups[0])).with_only_columns(unindexed(by[0]), col(NeedTerm.need_id))
        return [found.distinct()]  # several terms of one need may be asked for
    aged = (col(NeedTerm.listed_at), col(NeedTerm.need_id))
    return [
        joined.where(col(NeedTerm.term) == bindparam(f"term_0_{n}")).with_only_columns(*aged) for n in range(number)
    ]


def _visible(form: Form) -> list[ColumnElement[bool]]:
    """Where ids are named, these find the needs, and no index of another column."""
    host, state = (unindexed(one) if form.ids else one for one in (col(Need.host_org), col(Need.state)))
    return [host == bindparam("host_org") if form.own else state == State.OPEN]


def _in_states(form: Form) -> list[ColumnElement[bool]]:
    if form.states is None:
        return []
    return [func.coalesce(col(Need.state), "").in_(form.states) if form.states else false()]


def _conditions(form: Form) -> list[ColumnElement[bool]]:
    conditions = _CONDITIONS | _UNINDEXED if form.ids else _CONDITIONS
    return [conditions[name] for name in form.conditions]


def _groups(form: Form, which: Sequence[int]) -> Iterator[ColumnElement[bool]]:
    for turn in which:
        theirs = and_(col(NeedTerm.need_id) == col(Need.id), _any_of(turn, form.groups[turn]))
        yield col(Need.id).in_(select(col(NeedTerm.need_id)).where(theirs).correlate(Need))


def _any_of(turn: int, group: tuple[int, bool]) -> ColumnElement[bool]:
    number, begins = group
    parts: list[ColumnElement[bool]] = []
    if number:
        parts.append(col(NeedTerm.term).in_([bindparam(f"term_{turn}_{n}") for n in range(number)]))
    if begins:
        begun = (col(NeedTerm.term) >= bindparam(f"begin_{turn}"), col(NeedTerm.term) < bindparam(f"end_{turn}"))
        parts.append(and_(*begun))
    return or_(*parts) if parts else false()
