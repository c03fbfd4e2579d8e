"""What routes that sign or publish keys are given."""

from typing import Annotated

from fastapi import Depends, Request

from services.auth.keys.own_keys import OwnKeys


async def own_keys(request: Request) -> OwnKeys:
    keys: OwnKeys = request.app.state.own_keys
    return keys


Keys = Annotated[OwnKeys, Depends(own_keys)]
