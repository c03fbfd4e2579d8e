"""What routes are given to bound what a host learns about counties."""

from typing import Annotated

from fastapi import Depends, Request

from services.kit.web.session import WriteSession
from services.matching.counties.service import Counties, CountyAllowance


async def told_counties(request: Request) -> Counties:
    counties: Counties = request.app.state.counties
    return counties


ToldCounties = Annotated[Counties, Depends(told_counties)]


async def county_allowance(session: WriteSession, counties: ToldCounties) -> CountyAllowance:
    return counties.allowance(session)


CurrentAllowance = Annotated[CountyAllowance, Depends(county_allowance)]
