"""The client's authenticator shows what auth's own code takes, each code once."""

import base64
import time

from ressurspool.client.authenticator import STEP_SECONDS, Authenticator
from services.auth.credentials.second_factor import totp_of

KEY = b"12345678901234567890"
SECRET = base64.b32encode(KEY).decode()


def code_at(step: int) -> str:
    return totp_of(KEY).generate(step * STEP_SECONDS).decode()


def test_shows_the_codes_of_the_secret_that_the_page_begins() -> None:
    shown = Authenticator()
    code = shown(SECRET)
    assert (shown.secret, code) == (SECRET, code_at(shown.last_step))


def test_shows_each_step_once() -> None:
    shown = Authenticator(SECRET)
    first, began = shown(None), shown.last_step
    assert (first, shown(None), shown.last_step) == (code_at(began), code_at(began + 1), began + 1)


def test_waits_until_a_step_can_be_taken() -> None:
    waited: list[float] = []
    ahead = int(time.time()) // STEP_SECONDS + 3
    shown = Authenticator(SECRET, last_step=ahead - 1, pause=waited.append)
    assert shown(None) == code_at(ahead)
    assert len(waited) == 1
    assert STEP_SECONDS < waited[0] <= 2 * STEP_SECONDS
