"""The peers, which rank the same experts by the same score: two databases over an index, two engines over columns."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from typing import Any
from uuid import UUID

import numpy as np
import psycopg

from benchmarks.engines import own_connection
from benchmarks.rank_question import Question
from benchmarks.synthetic import Numbers

BEST = 20
INDEX = "CREATE INDEX by_field ON experts (field, grade, county, remote)"
WORD = 64

Best = list[tuple[int, str]]
Plain = Mapping[str, Numbers]
Peer = Callable[[Question], Best]


# ruff: noqa: S608 -- the SQL holds our own names and numbers only


def ranking_sql(question: Question) -> str:
    """The list as SQL that all peers understand. It holds numbers of our own only; skills are bits of 64-bit words."""
    inner = f"""
        SELECT e.id, p.points, {_held(question.must)} AS must, {_held(question.nice)} AS nice, e.until_day,
               CASE WHEN e.first_day > {question.first} THEN e.first_day ELSE {question.first} END AS begins,
               (SELECT max(day) FROM ends WHERE ends.ends <= e.last_day) AS latest
        FROM experts e JOIN points p ON e.field = p.field AND e.grade = p.grade
        WHERE e.first_day <= {question.last} AND e.last_day >= {question.ends[0]} AND e.until_day >= {question.ends[0]}
          AND e.home <> {question.host} AND e.languages = 3 AND e.percentage >= {question.percentage}
          AND e.max_percentage >= {question.percentage} AND e.max_months >= {question.months}
          AND (e.county = {question.county} OR e.remote = 1)"""
    score = f"points + s.worth + {_case('must', question.must_points)} + {_case('nice', question.nice_points)}"
    return f"""
        WITH points(field, grade, points) AS (VALUES {_rows(question.points)}),
             ends(day, ends) AS (VALUES {_rows(enumerate(question.ends, start=question.first))}),
             slack(days, worth) AS (VALUES {_rows(enumerate(question.slack_points))})
        SELECT {score} AS score, found.id
        FROM ({inner}) AS found
        JOIN slack s ON s.days = latest - begins + 1 AND s.days > 0
        JOIN ends b ON b.day = begins AND b.ends <= until_day
        ORDER BY score DESC, found.id LIMIT {BEST}"""


@contextmanager
def sqlite(plain: Plain) -> Iterator[Peer]:
    names, rows = _table(plain)
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.execute(f"CREATE TABLE experts ({', '.join(f'{name} INTEGER' for name in names)}, PRIMARY KEY (id))")
        connection.executemany(f"INSERT INTO experts VALUES ({', '.join('?' * len(names))})", rows)
        connection.execute(INDEX)
        connection.execute("ANALYZE")
        yield lambda question: _ids(connection.execute(ranking_sql(question)).fetchall())


@contextmanager
def postgres(plain: Plain) -> Iterator[Peer]:
    """In a database of its own, dropped afterwards. Raises psycopg.OperationalError where no server answers."""
    with own_connection() as connection:
        _load(connection, plain)
        yield lambda question: _ids(connection.execute(ranking_sql(question).encode()).fetchall())


def _load(connection: psycopg.Connection[Any], plain: Plain) -> None:
    names, rows = _table(plain)
    kinds = ", ".join(f"{name} bigint" if name.startswith("skills") else f"{name} integer" for name in names)
    connection.execute(f"CREATE TABLE experts ({kinds}, PRIMARY KEY (id))".encode())
    with connection.cursor() as cursor, cursor.copy(b"COPY experts FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)
    connection.execute(INDEX.encode())
    connection.execute(b"VACUUM ANALYZE experts")


@contextmanager
def duckdb(plain: Plain) -> Iterator[Peer]:
    import duckdb as engine  # noqa: PLC0415 -- of the bench extra only

    names, columns = _columns(plain)
    arrived = dict(zip(names, columns, strict=True))  # noqa: F841 -- DuckDB finds it by its name
    with closing(engine.connect()) as connection:
        connection.execute("CREATE TABLE experts AS SELECT * FROM arrived ORDER BY field, grade")
        yield lambda question: _ids(connection.execute(ranking_sql(question)).fetchall())


@contextmanager
def polars(plain: Plain) -> Iterator[Peer]:
    import polars as pl  # noqa: PLC0415 -- of the bench extra only

    names, columns = _columns(plain)
    everybody = pl.DataFrame(dict(zip(names, columns, strict=True))).sort("field", "grade").lazy()

    def find(question: Question) -> Best:
        found = _polars_query(pl, everybody, question).collect()
        return _ids(found.rows())

    yield find


def _polars_query(pl: Any, everybody: Any, question: Question) -> Any:
    of = pl.col
    points = pl.LazyFrame(question.points, schema=["field", "grade", "points"], orient="row")
    days = range(question.first, question.last + 1)
    latest = {end: day for day, end in zip(days, question.ends, strict=True)}  # the last of equal ends
    ends = pl.LazyFrame({"ends": list(latest), "latest": list(latest.values())}).sort("ends")
    begin_ends = pl.LazyFrame({"begins": list(days), "end": list(question.ends)})
    slack = pl.LazyFrame({"days": range(1, len(days) + 1), "slack": question.slack_points[1:]})
    near = (
        everybody.filter(
            of("field").is_in(sorted({field for field, _, _ in question.points}))
            & (of("first_day") <= question.last)
            & (of("last_day") >= question.ends[0])
            & (of("until_day") >= question.ends[0])
            & (of("home") != question.host)
            & (of("languages") == 3)
            & (of("percentage") >= question.percentage)
            & (of("max_percentage") >= question.percentage)
            & (of("max_months") >= question.months)
            & ((of("county") == question.county) | (of("remote") == 1))
        )
        .join(points, on=["field", "grade"])
        .with_columns(begins=pl.max_horizontal("first_day", pl.lit(question.first)))
        .sort("last_day")
        .join_asof(ends, left_on="last_day", right_on="ends", check_sortedness=False)
        .with_columns(days=of("latest") - of("begins") + 1)
        .join(slack, on="days")
        .join(begin_ends, on="begins")
        .filter(of("end") <= of("until_day"))
    )
    must, nice = (_polars_held(of, skills, worth) for skills, worth in _skills(question))
    score = of("points") + of("slack") + must + nice
    return near.select(score.alias("score"), "id").sort(["score", "id"], descending=[True, False]).head(BEST)


def _skills(question: Question) -> list[tuple[tuple[int, ...], tuple[int, ...]]]:
    return [(question.must, question.must_points), (question.nice, question.nice_points)]


def _polars_held(of: Any, skills: tuple[int, ...], worth: tuple[int, ...]) -> Any:
    bits = [((of(f"skills_{skill // WORD}") & _bit(skill)) != 0).cast(int) for skill in skills]
    return sum(bits[1:], bits[0]).replace_strict(dict(enumerate(worth))) if bits else worth[0]


def _bit(skill: int) -> int:
    """The bit of a skill in its word, as a signed number."""
    bit = 1 << skill % WORD
    return bit if bit < 1 << WORD - 1 else bit - (1 << WORD)


def _held(skills: tuple[int, ...]) -> str:
    return " + ".join(f"((e.skills_{skill // WORD} >> {skill % WORD}) & 1)" for skill in skills) or "0"


def _case(name: str, worth: tuple[int, ...]) -> str:
    cases = " ".join(f"WHEN {held} THEN {points}" for held, points in enumerate(worth))
    return f"CASE {name} {cases} END"


def _rows(rows: Any) -> str:
    return ", ".join(str(tuple(int(value) for value in row)) for row in rows)


def _table(plain: Plain) -> tuple[list[str], Iterator[tuple[int, ...]]]:
    names, columns = _columns(plain)
    return names, zip(*(column.tolist() for column in columns), strict=True)


def _columns(plain: Plain) -> tuple[list[str], list[Numbers]]:
    """The pool's columns under names that no database reserves; the words of skills signed, as databases have them."""
    days = {"first": "first_day", "last": "last_day", "until": "until_day"}
    count = len(plain["field"])
    named = {"id": np.arange(count), **{days.get(name, name): values for name, values in plain.items()}}
    return list(named), [values.astype("int64", copy=False) for values in named.values()]


def _ids(rows: Any) -> Best:
    return [(int(score), str(UUID(int=int(number)))) for score, number in rows]
