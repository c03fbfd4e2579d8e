"""What everybody may read of this authorization server: its keys, and what it can do and where."""

from fastapi import APIRouter, Response

from services.auth.dependencies import Keys, Settings
from services.auth.schemas import JwksRead, MetadataRead
from services.kit.errors import Unavailable
from services.kit.problems import problems

router = APIRouter(tags=["oauth"])


@router.get("/oauth/jwks", responses=problems(Unavailable))
def show_jwks(keys: Keys, response: Response) -> JwksRead:
    """Read the public keys that our tokens are verified with (RFC 7517)."""
    response.headers["Cache-Control"] = "public, max-age=30"
    return JwksRead(keys=keys.jwks())


@router.get("/.well-known/oauth-authorization-server")
def show_metadata(settings: Settings) -> MetadataRead:
    """Read what this authorization server can do and where (RFC 8414)."""
    return MetadataRead.of(settings.origin)


@router.get("/.well-known/openid-configuration")
def show_openid_configuration(settings: Settings) -> MetadataRead:
    """Read the same where OpenID Connect looks for it (Discovery §4)."""
    return MetadataRead.of(settings.origin)
