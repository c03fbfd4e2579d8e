"""The records of decisions: each has a number, a status and a row in the index."""

import re
from pathlib import Path

from services.kit.settings import PROJECT_ROOT
from tests.docs.pages import text_of

FOLDER = PROJECT_ROOT / "docs" / "decisions"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
_TITLE = re.compile(r"# (\d{4}) (\w.+)")
_STATUS = re.compile(r"^Status: (accepted|superseded by \d{4}|partly superseded: .+)$", re.MULTILINE)
_NUMBER = re.compile(r"\b\d{4}\b")


def status_of(record: Path) -> str:
    found = _STATUS.findall(text_of(record))
    return found[0] if len(found) == 1 else "none, or more than one"


def row_of(record: Path) -> str:
    """The row that the index has to have of a record."""
    title = _TITLE.match(text_of(record))
    assert title is not None, record.name
    return f"| [{title[1]}]({record.name}) | {title[2]} | {status_of(record)} |"


def test_numbers_are_given_once_and_without_gaps() -> None:
    assert [record.name[:4] for record in RECORDS] == [f"{number + 1:04}" for number in range(len(RECORDS))]


def test_titles_bear_the_number_of_the_file() -> None:
    assert [record.name for record in RECORDS if not text_of(record).startswith(f"# {record.name[:4]} ")] == []


def test_each_has_a_status() -> None:
    assert [record.name for record in RECORDS if not _STATUS.search(f"Status: {status_of(record)}")] == []


def test_a_status_names_records_there_are() -> None:
    numbers = {record.name[:4] for record in RECORDS}
    named = [(record.name, number) for record in RECORDS for number in _NUMBER.findall(status_of(record))]
    assert [(record, number) for record, number in named if number not in numbers] == []


def test_the_index_is_the_records() -> None:
    index = re.findall(r"^\| \[.*$", text_of(FOLDER / "README.md"), re.MULTILINE)
    assert index == [row_of(record) for record in RECORDS]
