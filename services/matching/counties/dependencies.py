"""What routes are given to bound what a host learns about counties."""

from typing import Annotated

from fastapi import Depends, Request

from services.kit.web.session import WriteSession
from services.matching.counties.repository import ToldCounties
from services.matching.counties.service import CountyAllowance


async def county_allowance(session: WriteSession, request: Request) -> CountyAllowance:
    return CountyAllowance(ToldCounties(session), request.app.state.settings)


Counties = Annotated[CountyAllowance, Depends(county_allowance)]
