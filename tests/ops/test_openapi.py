"""The written descriptions: of all six services, current, and with a report of what changed."""

from pathlib import Path
from typing import Any

from ressurspool.ops.applications import NO_DATABASE
from ressurspool.ops.openapi import as_text, descriptions, drift, write


def a_description(summary: str = "one") -> dict[str, dict[str, Any]]:
    return {"pool": {"openapi": "3.1.0", "paths": {"/v1/x": {"get": {"summary": summary}}}}}


class TestDescriptions:
    def test_touch_no_database(self) -> None:
        descriptions(["pool"])
        assert not Path(NO_DATABASE.removeprefix("sqlite:///")).parent.exists()

    def test_are_the_same_each_time(self) -> None:
        once, twice = (as_text(descriptions(["pool"])["ressurspool"]) for _ in range(2))
        assert once == twice


class TestDrift:
    def test_is_nothing_after_writing(self, tmp_path: Path) -> None:
        write(tmp_path, a_description())
        assert drift(tmp_path, a_description()) == []

    def test_names_the_operation_that_changed(self, tmp_path: Path) -> None:
        write(tmp_path, a_description())
        assert drift(tmp_path, a_description("other")) == [f"{tmp_path}/pool.yaml:", "  ~ GET /v1/x"]

    def test_names_what_was_never_written(self, tmp_path: Path) -> None:
        assert drift(tmp_path, a_description()) == [f"{tmp_path}/pool.yaml:", "  + GET /v1/x"]
