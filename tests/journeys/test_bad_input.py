"""Bad input is refused with a clear problem, changes nothing and is not echoed (docs/errors.md is made of this)."""

from collections.abc import Iterator

import httpx
import pytest

from tests.journeys.bad_input import CANARY, TABLES, Row
from tests.journeys.bad_input.scene import Scene
from tests.journeys.cast import Cast
from tests.journeys.errors_table import PAGE, page

LONGEST_ANSWER = 4000  # a problem is for reading
ROWS = [row for table in TABLES.values() for row in table]


@pytest.fixture(scope="module")
def scene(cast: Cast) -> Iterator[Scene]:
    made = Scene(cast)
    yield made
    made.close()


def sent(scene: Scene, row: Row) -> httpx.Response:
    headers = {"Accept-Language": "en"} | scene.headers_of(row.by) | dict(row.headers)
    body = None if row.body is None else scene.filled(row.body)
    return scene.http.request(row.method, scene.filled(row.path), headers=headers, json=body, content=row.raw)


@pytest.mark.parametrize("row", ROWS, ids=str)
def test_is_refused_changes_nothing_and_echoes_nothing(scene: Scene, row: Row) -> None:
    before = scene.look(*row.watched)
    answer = sent(scene, row)
    assert (answer.status_code, answer.headers["content-type"]) == (row.status, "application/problem+json"), answer.text
    problem = answer.json()
    assert problem["type"] == f"/problems/{row.code}"
    assert tuple((error["pointer"], error["code"]) for error in problem.get("errors", [])) == row.faults
    assert problem["title"]
    assert problem["detail"]
    assert problem["request_id"] == answer.headers["x-request-id"]
    assert_no_echo(answer, scene)
    assert scene.look(*row.watched) == before


def assert_no_echo(answer: httpx.Response, scene: Scene) -> None:
    returned = answer.text + str(answer.headers)
    assert CANARY not in returned
    assert scene.ids["unknown"] not in returned
    assert len(answer.content) < LONGEST_ANSWER


def test_the_page_is_what_this_table_says() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run `python -m tests.journeys.errors_table --write`"


def test_what_a_row_says_is_said_once() -> None:
    assert len({row.what for row in ROWS}) == len(ROWS)
