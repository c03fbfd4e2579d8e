"""The page of a run holds its table, the parts of a read, and the last run of the load."""

from pathlib import Path

import pytest

from benchmarks import page
from benchmarks.goals import START, Measured


def written(folder: Path) -> str:
    file = folder / "benchmarks.md"
    measured = [Measured(goal=START, rounds=[(5.0, 6.0)])]
    page.write_page(file, machine="two cores", table="the table", measured=measured, parts="the parts")
    return file.read_text(encoding="utf-8")


class TestWritePage:
    def test_holds_table_parts_and_the_load(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        load = tmp_path / "load.txt"
        load.write_text("the day\n", encoding="utf-8")
        monkeypatch.setattr(page, "DAY", load)
        text = written(tmp_path)
        assert all(f"\n{part}\n" in text for part in ("the table", "the parts", "the day"))
        assert "benchmarks.svg" in text
        assert (tmp_path / "benchmarks.svg").exists()

    def test_says_where_no_load_was_measured(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(page, "DAY", tmp_path / "none.txt")
        assert page.NO_DAY in written(tmp_path)
