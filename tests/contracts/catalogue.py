"""docs/events.md as the tests read it: its tables, cell by cell."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from services.kit.settings import PROJECT_ROOT

PAGE = PROJECT_ROOT / "docs" / "events.md"
_CODE = re.compile(r"`([a-z_]+)`(\??)")
Row = dict[str, str]
_OF_AMENDMENTS = {"candidacy_id", "placement_id", "kind", "start", "end"}


@dataclass(frozen=True, kw_only=True)
class Catalogued:
    """An event as the catalogue describes it."""

    source: str
    type: str
    always: frozenset[str]
    sometimes: frozenset[str]
    followers: frozenset[str]


def tables(section: str) -> Iterator[list[Row]]:
    """The tables below a heading of the page."""
    _, _, rest = PAGE.read_text(encoding="utf-8").partition(f"\n## {section}\n")
    assert rest, f"docs/events.md has no section {section}"
    text = rest.partition("\n## ")[0]
    for block in text.split("\n\n"):
        lines = [line for line in block.strip().splitlines() if line.startswith("|")]
        if lines:
            header, _, *rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
            yield [dict(zip(header, row, strict=True)) for row in rows]


@cache
def catalogue(source: str) -> tuple[Catalogued, ...]:
    """The events of one service, with the codes that all of them have."""
    return tuple(_event(source, row) for table in tables(source) for row in table)


def state_fields(feed: str) -> list[str]:
    rows = next(tables("State feeds"))
    (row,) = (row for row in rows if row["feed"] == feed)
    return [name for name, _ in _CODE.findall(row["fields of a state"])]


def _event(source: str, row: Row) -> Catalogued:
    kind = row["type"].strip("`")
    codes = _CODE.findall(row["codes"])
    always = {name for name, mark in codes if not mark} | _common(kind)
    sometimes = {name for name, mark in codes if mark}
    return Catalogued(
        source=source,
        type=kind,
        always=frozenset(always),
        sometimes=frozenset(sometimes),
        followers=_followers(row),
    )


def _common(kind: str) -> set[str]:
    """The codes the page names once for all events of placements."""
    about = kind.partition(".")[0]
    ids = {"need_id", "expert_id", "reference", "home_org", "host_org"}
    return {"candidacy": ids, "placement": {*ids, "candidacy_id"}, "amendment": _OF_AMENDMENTS | ids}.get(about, set())


def _followers(row: Row) -> frozenset[str]:
    return frozenset(re.findall(r"\*\*([a-z]+)\*\*", row["followed by, in order to"]))
