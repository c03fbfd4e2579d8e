"""The token for an authorization code (RFC 6749 §4.1.3)."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from services.auth.domain import Holder, effective, hashed
from services.auth.errors import InvalidGrant, InvalidRequest
from services.auth.models import Client
from services.auth.pkce import proves
from services.auth.repository import Codes, People
from services.auth.schemas import TokenRead
from services.auth.service.signing import OwnKeys
from services.auth.service.tokens import issue
from services.auth.settings import AuthSettings
from services.kit import clock
from services.kit.database import Database
from services.kit.tokens import API_AUDIENCE


def redeem(
    database: Database, keys: OwnKeys, settings: AuthSettings, client: Client, asked: Mapping[str, str]
) -> TokenRead:
    """The token for a code, once (RFC 6749 §4.1.3). Raises InvalidRequest, InvalidGrant."""
    if not {"code", "redirect_uri", "code_verifier"} <= set(asked):
        raise InvalidRequest()
    keys.signer()  # before the code is used up: without a key the client can try again
    with database.write() as session:
        holder = _redeemed(session, client, asked)
    return issue(keys, settings, holder)


def _redeemed(session: Session, client: Client, asked: Mapping[str, str]) -> Holder:
    codes, code_hash = Codes(session), hashed(asked["code"])
    code = codes.find(code_hash)
    if code is None or (code.client_id, code.redirect_uri) != (client.client_id, asked["redirect_uri"]):
        raise InvalidGrant()
    if not proves(asked["code_verifier"], code.challenge) or not codes.use(code_hash, at=clock.now()):
        raise InvalidGrant()
    membership = People(session).find_membership(code.person_id, code.orgnr)
    if membership is None:  # it ended a moment ago
        raise InvalidGrant()
    return Holder(
        sub=str(code.person_id),
        client_id=client.client_id,
        audience=API_AUDIENCE,
        scope=code.scope,
        org=code.orgnr,
        roles=tuple(effective(membership.role)),
        person=True,
    )
