"""OpenID Connect over HTTP: who the person at the client is (Core §5.3)."""

from fastapi import APIRouter, Response

from services.auth.dependencies import Identified, IdentityReader
from services.auth.schemas import UserInfoRead
from services.kit.errors import NotFound, NotPermitted
from services.kit.problems import problems

router = APIRouter(tags=["oauth"])
_REFUSED = problems(NotPermitted, NotFound)


@router.get("/oauth/userinfo", responses=_REFUSED, response_model_exclude_none=True)
def read_userinfo(caller: IdentityReader, person: Identified, response: Response) -> UserInfoRead:
    """Read who logged in, with an access token of theirs that has the scope `openid`."""
    response.headers["Cache-Control"] = "no-store"
    return UserInfoRead.of(person, scopes=caller.scopes)


@router.post("/oauth/userinfo", responses=_REFUSED, response_model_exclude_none=True)
def request_userinfo(caller: IdentityReader, person: Identified, response: Response) -> UserInfoRead:
    """Read who logged in, as by GET: clients may use either."""
    response.headers["Cache-Control"] = "no-store"
    return UserInfoRead.of(person, scopes=caller.scopes)
