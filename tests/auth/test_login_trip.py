"""Counts the files of auth that a login by password enters: few enough to read them all.

`pytest tests/auth/test_login_trip.py` prints the number at its end.
"""

import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import pytest

import services
from services.kit.data.database import Database
from tests.auth.scenes.logins import EMAIL, PASSWORD, Browser, a_browser
from tests.auth.scenes.members import a_coordinator
from tests.support.api import Api
from tests.support.counts import MEASURED

ROOT = Path(services.__file__).parent
MOST = 20


@contextmanager
def files_entered() -> Iterator[set[str]]:
    """Our files whose functions are called meanwhile, in this thread and in those that it starts."""
    entered: set[str] = set()

    def note(frame: FrameType, event: str, _argument: object) -> None:
        path = Path(frame.f_code.co_filename)
        if event == "call" and frame.f_code.co_name != "<module>" and path.is_relative_to(ROOT):
            entered.add(str(path.relative_to(ROOT)))

    threading.setprofile(note)
    sys.setprofile(note)
    try:
        yield entered
    finally:
        sys.setprofile(None)
        threading.setprofile(None)


@pytest.fixture
def browser(api: Api, database: Database) -> Browser:
    """A browser at the login page, for a person with one body and no second factor."""
    a_coordinator(database, api)
    browser = a_browser(api)
    browser.open()
    return browser


def test_a_login_by_password_passes_few_files(browser: Browser, record_property: Callable[[str, object], None]) -> None:
    with files_entered() as entered, ThreadPoolExecutor(max_workers=1) as thread:  # a new one, which is watched
        page = thread.submit(browser.post, email=EMAIL, password=PASSWORD).result()
    assert page.status_code == 303
    ours = sorted(file for file in entered if file.startswith("auth/"))
    record_property(MEASURED, f"a login by password: {len(ours)} files of auth, {len(entered)} with the kit's")
    assert "auth/login/machine.py" in ours, "functions in other threads are counted too"
    assert len(ours) <= MOST, ours
