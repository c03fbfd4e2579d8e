"""The sibling services, as one service reaches them."""

import httpx

from services.kit.calls.peer import Peer, ServiceTokens
from services.kit.settings import ServiceSettings


class Siblings:
    """The other services, as this one reaches them: one HTTP client, one set of own tokens."""

    def __init__(self, name: str, settings: ServiceSettings, client: httpx.Client) -> None:
        self.client = client
        self._settings = settings
        secret = settings.client_secret.get_secret_value()
        self.tokens = ServiceTokens(auth_url=settings.auth_url, client_id=name, secret=secret, client=client)

    def peer(self, name: str) -> Peer:
        """The sibling of that name, at the address of the setting `<name>_url`."""
        return Peer(name, getattr(self._settings, f"{name}_url"), tokens=self.tokens, client=self.client)
