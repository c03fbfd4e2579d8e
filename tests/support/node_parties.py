"""Issuers that others wrote, as Node processes on loopback: oidc-provider (certified) and oauth2-mock-server."""

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

import httpx
import pytest

from ressurspool.client.http import http_client

SOURCES = Path(__file__).parent / "node"
INSTALL_SECONDS = 120


def skip_or_fail(reason: str) -> None:
    """Skip, or fail where REQUIRE_NODE=1 says that Node must be there."""
    if os.environ.get("REQUIRE_NODE") == "1":
        pytest.fail(f"REQUIRE_NODE=1, and {reason}")
    pytest.skip(reason)


@pytest.fixture(scope="session")
def node_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The third parties, installed into a temporary place."""
    return installed(SOURCES, tmp_path_factory.mktemp("node") / "parties")


def installed(sources: Path, folder: Path) -> Path:
    """A copy of the sources with their packages, exactly as locked (versions and hashes)."""
    npm = shutil.which("npm")
    if npm is None or shutil.which("node") is None:
        skip_or_fail(f"Node.js 20 or later with npm is not installed: {sources.name} cannot run")
    shutil.copytree(sources, folder)
    command = [str(npm), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=INSTALL_SECONDS, check=False)
    if done.returncode != 0:
        skip_or_fail(f"npm ci could not install {sources.name}: {done.stderr[-300:]}")
    return folder


@contextmanager
def _running(folder: Path, script: str) -> Iterator[dict[str, Any]]:
    """What the script prints about itself once it listens. It ends when its standard input is closed."""
    command = [str(shutil.which("node")), script]
    with subprocess.Popen(
        command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as process:
        try:
            assert process.stdout is not None
            description: dict[str, Any] = json.loads(process.stdout.readline() or "{}")
            yield description
        finally:
            try:
                process.communicate(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()


class OidcProvider:
    """oidc-provider: its clients, and a person who logs in there."""

    def __init__(self, issuer: str) -> None:
        self.issuer = issuer
        self.client_id = self.secret = ""

    def register(self, redirect_uri: str, **metadata: Any) -> None:
        """Register a client (RFC 7591)."""
        asked = {"redirect_uris": [redirect_uri], "client_name": "Ressurspool", **metadata}
        made = httpx.post(f"{self.issuer}/reg", json=asked, timeout=10)
        assert made.status_code == httpx.codes.CREATED, made.text
        self.client_id, self.secret = made.json()["client_id"], made.json().get("client_secret", "")

    def log_in(self, location: str, **person: Any) -> dict[str, str]:
        """The parameters a browser brings back after it was sent to `location` and logged in as `person`."""
        with httpx.Client(base_url=self.issuer, timeout=10) as browser:
            page = browser.get(location)
            for _ in range(6):  # to its login page, back, and on; a loop is a fault
                assert page.status_code in {302, 303}, page.text
                if urlsplit(page.headers["Location"]).path.startswith("/oauth/callback/"):
                    return dict(parse_qsl(urlsplit(page.headers["Location"]).query))
                where = page.headers["Location"]
                asked = f"?{urlencode({'as': json.dumps(person)})}" if "/interaction/" in where else ""
                page = browser.get(where + asked)
        raise AssertionError("it asks for a login again and again")


class MockMaskinporten:
    """oauth2-mock-server, in Maskinporten's form."""

    def __init__(self, issuer: str, jwks_uri: str, http: httpx.Client) -> None:
        self.issuer, self.jwks_uri = issuer, jwks_uri
        self._http = http

    def setting(self, **more: Any) -> str:
        setting = {"issuer": self.issuer, "jwks_uri": self.jwks_uri, "scope_prefix": "ressurspool", **more}
        return json.dumps(setting)

    def token(self, scope: str, /, *, kid: str = "RS256", **claims: Any) -> str:
        """A token in which `claims` stand or, where None, do not. The server uses each of its keys in turn."""
        form = {"grant_type": "client_credentials", "scope": scope, "claims": json.dumps(claims)}
        for _ in range(10):
            answer = self._http.post(f"{self.issuer}token", data=form)
            assert answer.status_code == httpx.codes.OK, answer.text
            token: str = answer.json()["access_token"]
            if json.loads(base64.urlsafe_b64decode(token.split(".", maxsplit=1)[0] + "=="))["kid"] == kid:
                return token
        raise AssertionError(f"it has no key {kid}")


@pytest.fixture(scope="session")
def oidc_provider(node_folder: Path) -> Iterator[OidcProvider]:
    with _running(node_folder, "oidc-provider.mjs") as description:
        yield OidcProvider(description["issuer"])


@pytest.fixture(scope="session")
def mock_maskinporten(node_folder: Path) -> Iterator[MockMaskinporten]:
    with _running(node_folder, "maskinporten.mjs") as description, http_client(seconds=10) as http:
        yield MockMaskinporten(description["issuer"], description["jwks_uri"], http)
