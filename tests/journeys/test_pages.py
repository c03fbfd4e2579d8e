"""What each page of a web application needs: a few calls however long it is, and no reading that nobody made.

It is the contract for the web application to come. A page that needs more stands in `MORE`, with the number and why.
"""

from collections.abc import Mapping

import pytest

from tests.journeys.cast import Cast
from tests.journeys.scenes.pages import PAGES, Scene, WebPage

MOST_CALLS = 6
MORE: Mapping[str, tuple[int, str]] = {}


@pytest.fixture(scope="module")
def short(cast: Cast) -> Scene:
    """A scene with one of each, of a cast that has others in it."""
    scene = Scene(cast=cast)
    scene.grow()
    scene.plan_id()
    return scene


@pytest.fixture(scope="module")
def calls(short: Scene) -> Mapping[str, int]:
    """How many calls each page takes while the lists are short."""
    return {name: called(page, short) for name, page in PAGES.items()}


@pytest.fixture(scope="module")
def long(short: Scene, calls: Mapping[str, int]) -> Scene:
    for _ in range(2):
        short.grow()
    return short


@pytest.mark.parametrize("name", PAGES)
def test_a_page_takes_a_few_calls_whatever_the_length(long: Scene, calls: Mapping[str, int], name: str) -> None:
    number, _ = MORE.get(name, (MOST_CALLS, ""))
    assert called(PAGES[name], long) == calls[name] <= number


@pytest.mark.parametrize("name", PAGES)
def test_a_page_logs_no_reading_that_nobody_made(long: Scene, name: str) -> None:
    """Where names of others stand on a page, each of them was read: once, however many calls it takes."""
    before = long.readings()
    called(PAGES[name], long)
    logged = long.readings() - before
    assert 0 < logged <= len(long.experts) if PAGES[name].names else logged == 0


def test_there_are_fourteen_pages() -> None:
    assert len(PAGES) == 14
    assert MORE.keys() <= PAGES.keys()


def test_negative_control_a_call_for_each_line_is_noticed(long: Scene) -> None:
    def fetch(actor: object, scene: Scene) -> object:
        return [scene.host.client.pool.expert(one.id) for one in scene.experts]

    page = WebPage(reader=lambda scene: scene.host, fetch=fetch)
    assert called(page, long) == len(long.experts) > 2


def called(page: WebPage, scene: Scene) -> int:
    """How many calls the page takes of whoever is logged in."""
    reader = page.reader(scene)
    reader.token()
    before = len(reader.calls)
    page.fetch(reader, scene)
    return len(reader.calls) - before
