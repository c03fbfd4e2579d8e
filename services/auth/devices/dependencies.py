"""Dependencies of the verification pages."""

from typing import Annotated

from fastapi import Depends, Request

from services.auth.devices.pages import DEVICE_COOKIE
from services.auth.devices.verification import DeviceVerification
from services.auth.login.dependencies import own_cookie
from services.auth.settings import Settings
from services.kit.web.session import OwnDatabase, Source


async def device_verification(
    request: Request, database: OwnDatabase, settings: Settings, source: Source
) -> DeviceVerification:
    """The pages for this browser, recognised by its cookie. A new browser gets its cookie with the first page."""
    cookie = own_cookie(request, DEVICE_COOKIE)
    return DeviceVerification(database=database, settings=settings, cookie=cookie, source=source)


Verification = Annotated[DeviceVerification, Depends(device_verification)]
