"""Pages of notify, read as a caller does."""

from typing import Any

from tests.support.api import Api


def items_of(api: Api, path: str, headers: dict[str, str]) -> list[dict[str, Any]]:
    """The items of a page that the request must be given."""
    answer = api.get(path, headers)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["items"]
    return found
