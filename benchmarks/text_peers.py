"""Peers that a search is often built on: full text, which finds who has the words, by how rare these are.

They answer less than we do: no stay has to fit, nobody's limits count, and the score is theirs.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any
from uuid import UUID

import psycopg

from benchmarks.engines import own_connection
from benchmarks.rank_peers import BEST, Best, Peer, Plain
from benchmarks.rank_question import Question

# ruff: noqa: S608 -- the SQL holds our own names and numbers only


@contextmanager
def tantivy(plain: Plain) -> Iterator[Peer]:
    """In this process, as a library of Lucene's kind: fields as terms, the percentage as a range, BM25 over skills."""
    import tantivy as engine  # noqa: PLC0415 -- of the bench extra only

    builder = engine.SchemaBuilder()
    builder.add_unsigned_field("number", stored=True)
    builder.add_unsigned_field("percentage", indexed=True, fast=True)
    for name in ("field", "skills"):
        builder.add_text_field(name)
    schema = builder.build()
    index = engine.Index(schema)
    writer = index.writer(num_threads=1)
    for number, words in enumerate(_words(plain)):
        expert = {"number": number, "percentage": int(plain["percentage"][number]), **words}
        writer.add_document(engine.Document.from_dict(expert, schema))
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher, query = index.searcher(), engine.Query

    def find(question: Question) -> Best:
        share = query.range_query(schema, "percentage", engine.FieldType.Unsigned, question.percentage, 100)
        wanted = [query.term_query(schema, "skills", _skill(skill)) for skill in (*question.must, *question.nice)]
        asked = query.boolean_query(
            [
                (engine.Occur.Must, query.term_set_query(schema, "field", _fields(question))),
                (engine.Occur.Must, share),
                *((engine.Occur.Should, one) for one in wanted),
            ]
        )
        hits = searcher.search(asked, BEST, count=False).hits
        return [(0, str(UUID(int=searcher.doc(place)["number"][0]))) for _, place in hits]

    yield find


@contextmanager
def postgres_text(plain: Plain) -> Iterator[Peer]:
    """A column of words under a GIN index, ordered by ts_rank: what a web framework's search makes of PostgreSQL."""
    with own_connection() as connection:
        _load(connection, plain)
        yield lambda question: _found(connection, question)


def _load(connection: psycopg.Connection[Any], plain: Plain) -> None:
    connection.execute(b"CREATE TABLE experts (id integer PRIMARY KEY, percentage integer, words tsvector)")
    with connection.cursor() as cursor, cursor.copy(b"COPY experts FROM STDIN") as copy:
        for number, words in enumerate(_words(plain)):
            copy.write_row((number, int(plain["percentage"][number]), f"{words['field']} {words['skills']}"))
    connection.execute(b"CREATE INDEX by_words ON experts USING gin (words)")
    connection.execute(b"VACUUM ANALYZE experts")


def _found(connection: psycopg.Connection[Any], question: Question) -> Best:
    skills = " | ".join(_skill(skill) for skill in (*question.must, *question.nice))
    asked = f"({' | '.join(_fields(question))}) & ({skills})"
    statement = f"""
        SELECT id FROM experts, to_tsquery('simple', %s) AS asked
        WHERE words @@ asked AND percentage >= %s ORDER BY ts_rank(words, asked) DESC, id LIMIT {BEST}"""
    rows = connection.execute(statement.encode(), (asked, question.percentage)).fetchall()
    return [(0, str(UUID(int=number))) for (number,) in rows]


def _words(plain: Plain) -> Iterator[Mapping[str, str]]:
    """Field and skills of each expert, as words that no tokenizer cuts."""
    fields = plain["field"].tolist()
    words = [plain[name].tolist() for name in sorted(plain) if name.startswith("skills_")]
    for field, *bits in zip(fields, *words, strict=True):
        held = (64 * place + bit for place, word in enumerate(bits) for bit in range(64) if word >> bit & 1)
        yield {"field": f"f{field}", "skills": " ".join(map(_skill, held))}


def _fields(question: Question) -> list[str]:
    return sorted({f"f{field}" for field, _, _ in question.points})


def _skill(skill: int) -> str:
    return f"s{skill}"
