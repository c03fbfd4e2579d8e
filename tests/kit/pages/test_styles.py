"""The stylesheet is the one that the lock pins, and nothing in it is from elsewhere."""

import re
from pathlib import Path

import pytest

from services.kit.pages.styles import sheet
from tests.ops import vendored


def test_others_files_are_the_ones_in_the_lock() -> None:
    assert vendored.drift() == []


def test_a_changed_file_is_found(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(vendored, "PROJECT_ROOT", tmp_path)
    assert len(vendored.drift()) == sum(len(package["files"]) for package in vendored.read_lock())


def test_the_lock_names_exact_versions_with_their_integrity() -> None:
    for package in vendored.read_lock():
        assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", package["version"])
        assert package["integrity"].startswith("sha512-")


def test_the_sheet_loads_nothing_from_elsewhere() -> None:
    loaded = re.findall(r"url\(\s*[\"']?(.{5})", sheet().content.decode())
    assert set(loaded) == {"data:"}
    assert b"@import" not in sheet().content
