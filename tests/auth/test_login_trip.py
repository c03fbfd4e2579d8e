"""How many files of auth a login by password passes: few enough that one can read them all.

How many it is stands at the end of what `pytest tests/auth/test_login_trip.py` prints.
"""

import sys
import threading
from collections.abc import Callable, Iterator
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
    """The files of ours whose functions are called meanwhile, in this thread and those that begin."""
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
    """One that shows the login page to somebody who acts for one body, without a second factor."""
    a_coordinator(database, api)
    browser = a_browser(api)
    browser.open()
    return browser


def test_a_login_by_password_passes_few_files(browser: Browser, record_property: Callable[[str, object], None]) -> None:
    with files_entered() as entered:
        page = browser.post(email=EMAIL, password=PASSWORD)
    assert page.status_code == 303
    ours = sorted(file for file in entered if file.startswith("auth/"))
    record_property(MEASURED, f"a login by password: {len(ours)} files of auth, {len(entered)} with the kit's")
    assert "auth/login/machine.py" in ours, "also what runs in another thread is seen"
    assert len(ours) <= MOST, ours
