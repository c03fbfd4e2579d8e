"""SELECTs that are built once and compiled once for each database: what is asked often costs no more than the driver.

The ORM takes a hundred times as long as the driver to read a row, most of it in building and looking up the statement.
A repository keeps its statements as constants, and a `Snapshot` runs them.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import islice
from typing import Any, Generic, TypeVar, cast

from sqlalchemy import BindParameter, Dialect, Integer, Select, Uuid, bindparam, inspect
from sqlalchemy.sql.visitors import replacement_traverse

from services.kit.data.pagination import Page, PageRequest, closed_page, counting, limited, limited_by_keys

T = TypeVar("T")

Process = Callable[[Any], Any]
Parameters = Sequence[Any] | Mapping[str, Any]
Row = Sequence[Any]


class Statement(Generic[T]):
    """A SELECT with a `bindparam` for each value that changes; all others stand in the SQL.

    Its rows are what `session.execute` gives: the object of a model that is selected, or a tuple of what is. Such an
    object is only there to be read. It belongs to no session, and none takes it.
    """

    def __init__(self, query: Select[*tuple[Any, ...]]) -> None:
        self._query = cast(Select[*tuple[Any, ...]], replacement_traverse(query, {}, _constant_or_named))
        names = iter([column.key or "" for column in query.selected_columns])
        self._parts = [_Part.of(described["expr"], names) for described in query.column_descriptions]
        self._compiled: dict[str, _Compiled] = {}

    def for_driver(self, dialect: Dialect, values: Mapping[str, Any]) -> tuple[str, Parameters]:
        """The SQL and its parameters as the driver takes them. Raises KeyError for a value that is missing."""
        compiled = self._on(dialect)
        return compiled.sql, compiled.parameters(values)

    def read(self, dialect: Dialect, rows: Iterable[Row]) -> list[T]:
        """The driver's rows as those of the statement."""
        conversions, parts = self._on(dialect).conversions, self._parts
        if len(parts) > 1 and not any(part.model for part in parts):
            return [cast(T, tuple(_converted(row, conversions))) for row in rows]
        if len(parts) == 1:
            return [parts[0].read(_converted(row, conversions), 0) for row in rows]
        return [cast(T, tuple(_parts_of(_converted(row, conversions), parts))) for row in rows]

    def _on(self, dialect: Dialect) -> "_Compiled":
        compiled = self._compiled.get(dialect.name)
        if compiled is None:
            compiled = self._compiled[dialect.name] = _Compiled.of(self._query, dialect)
        return compiled


class PagedStatement(Generic[T]):
    """The pages of a SELECT of one model, and of values that go with it, in the order of `by`: see `page_of`.

    With `keys`, of the rows whose `by` any of these finds: see `page_of_keys`.
    """

    def __init__(
        self,
        query: Select[*tuple[Any, ...]],
        *,
        by: tuple[Any, ...],
        keys: Sequence[Select[*tuple[Any, ...]]] = (),
        newest_first: bool = False,
    ) -> None:
        self._by = by
        self._counting = counting(query, keys, by=by)
        find = partial(limited_by_keys, query, keys) if keys else partial(limited, query)

        def page(after: Any) -> Statement[T]:
            paging = PageRequest(limit=cast(int, bindparam("limit", type_=Integer())), after=after)
            return Statement(find(paging=paging, by=by, newest_first=newest_first))

        place = bindparam("after_place", type_=by[0].type) if by[1:] else None
        self._first, self._later = page(None), page((place, bindparam("after_id", type_=Uuid())))

    def asked(self, paging: PageRequest) -> tuple[Statement[T], dict[str, Any]]:
        """The statement of this page, and its values. Raises InvalidCursor for one of a list in another order."""
        last = paging.after_in(self._by)
        if last is None:
            return self._first, {"limit": paging.limit}
        return self._later, {"limit": paging.limit, "after_place": last[0], "after_id": last[1]}

    @cached_property
    def total(self) -> Statement[int]:
        """How many rows all pages have: see `counting`."""
        return Statement(self._counting)

    def page(self, rows: list[T], paging: PageRequest) -> Page[T]:
        return closed_page(rows, paging=paging, by=self._by)


def numbered(name: str, given: Sequence[Any]) -> dict[str, Any]:
    """Values for an IN or VALUES, as `name_0`, `name_1` …: the last one again, until they are a power of two.

    So a few statements serve lists of any length. There has to be one.
    """
    missing = (1 << (len(given) - 1).bit_length()) - len(given)
    return {f"{name}_{n}": value for n, value in enumerate([*given, *[given[-1]] * missing])}


@dataclass(frozen=True, kw_only=True)
class _Compiled:
    """A statement in the SQL of one database."""

    sql: str
    names: Sequence[str]  # of the parameters
    by_place: bool  # whether the driver takes them in their order
    defaults: Mapping[str, Any]
    processes: Mapping[str, Process]
    conversions: Sequence[tuple[int, Process]]  # of the columns that the driver does not give as they are meant

    @classmethod
    def of(cls, query: Select[*tuple[Any, ...]], dialect: Dialect) -> "_Compiled":
        compiled = query.compile(dialect=dialect, compile_kwargs={"render_postcompile": True})
        given = {name: compiled.binds[name].type.dialect_impl(dialect) for name in compiled.params}
        taken = [column.type.dialect_impl(dialect) for column in query.selected_columns]
        into = {name: kind.bind_processor(dialect) for name, kind in given.items()}
        out_of = [(place, kind.result_processor(dialect, None)) for place, kind in enumerate(taken)]
        return cls(
            sql=str(compiled),
            names=compiled.positiontup or list(compiled.params),
            by_place=compiled.positional,
            defaults={name: value for name, value in compiled.params.items() if value is not None},
            processes={name: process for name, process in into.items() if process is not None},
            conversions=[(place, process) for place, process in out_of if process is not None],
        )

    def parameters(self, values: Mapping[str, Any]) -> Parameters:
        given = {**self.defaults, **values}
        for name, process in self.processes.items():
            given[name] = process(given[name])
        if self.by_place:
            return [given[name] for name in self.names]
        return {name: given[name] for name in self.names}


@dataclass(frozen=True, kw_only=True)
class _Part:
    """What is selected: a model with all its columns, or one value."""

    model: Any
    names: Sequence[str]

    @classmethod
    def of(cls, selected: Any, names: Iterator[str]) -> "_Part":
        """Takes its columns off `names`, those of the whole statement."""
        if not isinstance(selected, type):
            return cls(model=None, names=[next(names)])
        return cls(model=selected, names=list(islice(names, len(inspect(selected).column_attrs))))

    def read(self, row: Row, start: int) -> Any:
        if self.model is None:
            return row[start]
        thing = self.model.__new__(self.model)
        vars(thing).update(zip(self.names, row[start : start + len(self.names)], strict=True))  # as the ORM does
        return thing


def _parts_of(row: Row, parts: Sequence[_Part]) -> Iterable[Any]:
    start = 0
    for part in parts:
        yield part.read(row, start)
        start += len(part.names)


def _converted(row: Row, conversions: Sequence[tuple[int, Process]]) -> Row:
    converted = list(row)
    for place, process in conversions:
        converted[place] = process(converted[place])
    return converted


def _constant_or_named(element: Any, **_options: Any) -> BindParameter[Any] | None:
    """A constant is written into the SQL: partial indexes are found by it. A value that changes keeps its name."""
    if not isinstance(element, BindParameter):
        return None
    if element.required:
        return bindparam(element.key, None, type_=element.type)
    return element.render_literal_execute()
