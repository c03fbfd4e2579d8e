"""Renders coverage as JSON, as CSV, or as a picture that can be read without colour."""

import csv
from collections.abc import Callable, Mapping
from html import escape
from io import StringIO

from services.kit import context
from services.matching.coverage.domain import Balance
from services.matching.coverage.schemas import CellRead, CoverageRead
from services.matching.texts.coverage import COVERAGE
from services.matching.texts.words import text_of

MARKS: Mapping[Balance, str] = {
    Balance.SURPLUS: "▲",
    Balance.SHORTAGE: "▼",
    Balance.EVEN: "=",
    Balance.NOT_SHOWN: "·",
}
FILLS: Mapping[Balance, str] = {
    Balance.SURPLUS: "#e3f0e3",
    Balance.SHORTAGE: "#f7dfd5",
    Balance.EVEN: "#ffffff",
    Balance.NOT_SHOWN: "#f2f2f2",
}
ROW, COLUMN, LEFT, TOP = 28, 92, 280, 84  # pixels


def present_coverage(coverage: CoverageRead, form: str) -> str:
    return _FORMS[form](coverage)


def _json(coverage: CoverageRead) -> str:
    return coverage.model_dump_json()


def _csv(coverage: CoverageRead) -> str:
    """RFC 4180, a header first; a supply that is not shown is left empty."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(["field", "label", "region", "month", "supply", "demand", "balance"])
    for cell in coverage.cells:
        supply = "" if cell.supply is None else cell.supply
        name = coverage.labels[cell.field]
        writer.writerow([cell.field, name, cell.region, cell.month, supply, cell.demand, cell.balance.value])
    return out.getvalue()


def _svg(coverage: CoverageRead) -> str:
    """A table of fields and months over all regions; every number and mark is text."""
    cells = {(cell.field, cell.month): cell for cell in coverage.cells if cell.region == "all"}
    fields = sorted({field for field, _ in cells}, key=lambda field: coverage.labels[field])
    title, key = text_of(COVERAGE["title"]), text_of(COVERAGE["key"])
    width, height = LEFT + COLUMN * len(coverage.months) + 16, TOP + ROW * len(fields) + 40
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}" '
        f'role="img" aria-labelledby="title desc" lang="{context.current().language}" '
        'font-family="sans-serif" font-size="14" fill="#1a1a1a">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">{escape(_described(coverage, cells, fields, key))}</desc>',
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>',
        _text(16, 28, title, size=18),
        _text(16, 52, key, size=12),
        *(_text(LEFT + COLUMN * n + 8, TOP - 8, month) for n, month in enumerate(coverage.months)),
    ]
    for row, field in enumerate(fields):
        top = TOP + ROW * row
        parts.append(_text(16, top + 19, coverage.labels[field]))
        for column, month in enumerate(coverage.months):
            parts += _drawn(cells.get((field, month)), left=LEFT + COLUMN * column, top=top)
    return "\n".join([*parts, "</svg>"])


def _drawn(cell: CellRead | None, *, left: int, top: int) -> list[str]:
    if cell is None:
        return []
    box = f'<rect x="{left}" y="{top}" width="{COLUMN}" height="{ROW}" fill="{FILLS[cell.balance]}" stroke="#767676"/>'
    return [box, _text(left + 8, top + 19, _figures(cell))]


def _figures(cell: CellRead) -> str:
    return f"{'·' if cell.supply is None else cell.supply} / {cell.demand} {MARKS[cell.balance]}"


def _described(coverage: CoverageRead, cells: Mapping[tuple[str, str], CellRead], fields: list[str], key: str) -> str:
    """The whole table in words, for screen readers."""
    rows = [
        f"{coverage.labels[field]}: "
        + ", ".join(f"{month} {_figures(cells[field, month])}" for month in coverage.months if (field, month) in cells)
        for field in fields
    ]
    return f"{key} {'. '.join(rows)}"


def _text(x: int, y: int, words: str, *, size: int = 14) -> str:
    return f'<text x="{x}" y="{y}" font-size="{size}">{escape(words)}</text>'


_FORMS: Mapping[str, Callable[[CoverageRead], str]] = {
    "application/json": _json,
    "text/csv": _csv,
    "image/svg+xml": _svg,
}
FORMS = tuple(_FORMS)
