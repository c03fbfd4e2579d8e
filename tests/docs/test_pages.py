"""What a page names wrongly is found: the negative controls of the rules about documentation."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.docs.pages import broken_links_in, missing_files_in, missing_methods_in, missing_modules_in

MISSING = "services/kit/nothing.py"


@pytest.mark.parametrize(
    ("found_in", "wrong"),
    [
        (
            missing_files_in,
            [f"`{MISSING}`", "`services/kit/{clock,nothing}.py`", "`tests/nowhere/`", "`nothing_at_all.py`"],
        ),
        (missing_files_in, ["`kit/clock.py`", "`tests/docs/test_pages.py::test_of_another_name`"]),
        (missing_modules_in, ["`services.kit.nothing`", "`python -m services.nothing`"]),
        (missing_methods_in, ["`Caller.nothing_of_the_kind`", "`NoSuchClass.of`"]),
        (broken_links_in, ["[a](nothing.md)", "[a](page.md#another-heading)", "[a](#another-heading)"]),
    ],
)
def test_what_is_not_there_is_found(
    tmp_path: Path, found_in: Callable[[Path], Iterator[str]], wrong: list[str]
) -> None:
    page = tmp_path / "page.md"
    page.write_text("# A heading\n\n" + "\n\n".join(wrong), encoding="utf-8")
    assert len(list(found_in(page))) == len(wrong)


@pytest.mark.parametrize(
    "right",
    [
        "`services/kit/{clock,ids}.py`, `tests/docs/`, `access.py`, `services/*/main.py`, `/oauth/token`, `a.toml`",
        "`tests/docs/test_pages.py::test_what_is_there_is_not` `services.kit.clock`, `services.kit.clock.now`",
        "`Caller.of`, [a](page.md#a-heading-i9), [b](#a-heading-i9), [c](https://example.org/nothing.md)",
    ],
)
def test_what_is_there_is_not(tmp_path: Path, right: str) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"# A heading: I9!\n\n{right}", encoding="utf-8")
    rules = (missing_files_in, missing_modules_in, missing_methods_in, broken_links_in)
    assert [wrong for rule in rules for wrong in rule(page)] == []
