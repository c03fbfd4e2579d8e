"""The records of decisions can be named by number."""

import re

from services.kit.settings import PROJECT_ROOT

RECORDS = sorted((PROJECT_ROOT / "docs" / "decisions").glob("*.md"))


def test_numbers_are_given_once_and_without_gaps() -> None:
    assert [record.name[:4] for record in RECORDS] == [f"{number + 1:04}" for number in range(len(RECORDS))]


def test_titles_bear_the_number_of_the_file() -> None:
    for record in RECORDS:
        assert re.match(rf"# {record.name[:4]} \w", record.read_text(encoding="utf-8")), record.name
