"""An authenticator app: what it reads off the page, and the codes it shows."""

import base64
import re

import httpx

from services.auth.credentials.second_factor import STEP_SECONDS, step_now, totp_of
from services.auth.main import create_app
from services.auth.settings import AuthSettings
from services.kit.access.revocations import Revocations
from services.kit.data.database import Database
from services.kit.web.application import Overrides
from tests.support.api import Api
from tests.support.callers import StaticKeys


class Authenticator:
    """Shows each step's code once, the oldest that is still taken first, as an impatient person would."""

    def __init__(self, page: httpx.Response) -> None:
        found = re.search(r'<code id="secret">([A-Z2-7 ]+)</code>', page.text)
        assert found is not None, page.text
        self._totp = totp_of(base64.b32decode(found[1].replace(" ", "")))
        self._shown = 0

    def code(self, *, step: int | None = None) -> str:
        step = step or max(step_now() - 1, self._shown + 1)
        self._shown = step
        return self._totp.generate(step * STEP_SECONDS).decode()


def strict_api(database: Database) -> Api:
    settings = AuthSettings(second_factor="required")
    overrides = Overrides(database=database, keys=StaticKeys(), revocations=Revocations.nothing_revoked())
    return Api(create_app(settings, overrides=overrides))
