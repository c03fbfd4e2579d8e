"""What the forms about systems and apps ask for."""

import json
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from ressurspool.client.programs import ApiClientDraft, Jwk, JwkSet
from services.web.forms.fields import FormModel, Number

PARTS_OF_A_KEY = ("kty", "kid", "n", "e")


def read_jwk(value: Any) -> Any:
    """A public key as JSON (RFC 7517). Only the public parts are read: nobody is to send the private ones."""
    try:
        found = json.loads(value)
        return Jwk(**{part: found[part] for part in PARTS_OF_A_KEY})
    except (ValueError, KeyError, TypeError, RecursionError):
        raise ValueError("form_jwk") from None


TypedJwk = Annotated[Jwk, BeforeValidator(read_jwk)]


class ClientForm(FormModel):
    name: Annotated[str, Field(max_length=200)]
    proves: Literal["client_secret_basic", "private_key_jwt", "none"]
    scopes: list[str]
    redirect_uris: str | None = None
    jwks: TypedJwk | None = None

    def draft(self) -> ApiClientDraft:
        draft = ApiClientDraft(name=self.name, scopes=self.scopes, token_endpoint_auth_method=self.proves)
        if self.redirect_uris:
            draft.redirect_uris = self.redirect_uris.split()
        if self.jwks is not None:
            draft.jwks = JwkSet(keys=[self.jwks])
        return draft


class RenewalForm(FormModel):
    overlap_hours: Number


class KeyForm(FormModel):
    key: TypedJwk


class KeyRemovalForm(FormModel):
    kid: str
    compromised: bool = False
