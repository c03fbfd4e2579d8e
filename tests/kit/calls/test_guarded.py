"""A request to a URL that a stranger has chosen goes nowhere inside, and ends in time, whatever is there."""

import ssl
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from ipaddress import ip_address, ip_network
from itertools import count
from threading import Event
from types import ModuleType
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from services.kit import clock
from services.kit.calls import guarded, public_addresses
from services.kit.calls.external_json import NoAnswer
from services.kit.calls.guarded import MAX_ANSWER_BYTES, GuardedClient
from services.kit.calls.public_addresses import AllowedNetworks, is_outside_url, is_public
from tests.support.strangers import Route, answer, hangs, stranger
from tests.support.weakened import weakened

NOWHERE = AllowedNetworks()
LOOPBACK = AllowedNetworks(networks=[ip_network("127.0.0.1/32")])

INSIDE = [  # what no name may lead to
    *("127.0.0.1", "127.0.0.2", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1"),
    *("100.127.255.254", "169.254.169.254", "169.254.170.2", "172.16.0.1", "172.31.255.254", "192.168.0.1"),
    *("192.168.255.254", "192.0.0.1", "192.0.0.170", "192.0.0.192", "192.0.2.1", "192.88.99.1", "198.18.0.1"),
    *("198.19.255.254", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255"),
    *("::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "::ffff:8.8.8.8"),
    *("::ffff:0:127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe", "64:ff9b:1::1", "100::1", "2001::1"),
    *("2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:20::1", "2001:db8::1", "2002:7f00:1::"),
    *("2002:a9fe:a9fe::1", "3fff::1", "5f00::1", "fc00::1", "fd00:ec2::254", "fd12:3456:789a::1", "fe80::1"),
    *("fe80::1%lo", "fec0::1", "ff02::1", "ff05::1:3", "4000::1", "not an address", "", "127.1", "0x7f000001"),
]
PUBLIC = ["8.8.8.8", "1.1.1.1", "193.212.1.10", "2a02:26f0::1", "2606:4700:4700::1111"]
SPELT = [  # ways to spell 127.0.0.1, 169.254.169.254 and the like in a URL
    *("127.0.0.1", "127.1", "127.0.1", "0", "0.0.0.0", "2130706433", "0x7f000001", "0x7f.0.0.1", "017700000001"),
    *("0177.0.0.1", "0177.0.0.01", "127.0.0.1.", "127.000.000.001", "①②⑦.0.0.1", "127。0。0。1", "%31%32%37.0.0.1"),
    *("2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "169.254.169.254", "169.254.43518", "0xA9.0xFE.0xA9.0xFE"),
    *("[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[0:0:0:0:0:0:0:1]", "[::127.0.0.1]", "[fe80::1%25lo]"),
    *("[64:ff9b::7f00:1]", "[fd00:ec2::254]", "10.0.0.1", "192.168.1.1", "8.8.8.8", "localhost", "LOCALHOST", "local"),
    *("metadata", "x", "-x.example", "x-.example", "a..example", ".example", "example.", "x_y.example", "x.123"),
]
SHAPES = [
    *("http://{}/", "https://{}/", "https://user@{}/", "https://a:b@{}/x", "https://{}:22/", "https://{}:443#@x.no/"),
]
BAD_URLS = [
    *("", "x", "//x.example/", "https:///", "https://", "https:x.example", "https:/x.example", "ftp://x.example/"),
    *("file:///etc/passwd", "gopher://x.example/_", "http://x.example/", "HTTP://x.example/", "ws://x.example/"),
    *("https://u@x.example/", "https://u:p@x.example/", "https://@x.example/", "https://:@x.example/"),
    *("https://x.example:22/", "https://x.example:25/", "https://x.example:80/", "https://x.example:6379/"),
    *("https://x.example:0/", "https://x.example:65536/", "https://x.example:-1/", "https://x.example:x/"),
    *("https://x.example/#", "https://x.example#@127.0.0.1/", "https://x.example\\@127.0.0.1/", "https://x.example/ y"),
    *("https://x.example/\n", "https://x.example\r\nHost: y/", "https://x.example/\0", "https://x.example/\ud800"),
    *(
        "https://[x.example/",
        "https://x.example]/",
        "https://[::1",
        "https://xn--.example/\u0430",
        "javascript:alert(1)",
    ),
    "https://x.example/" + "a" * 500,
]


class Connects:
    """Counts the connections that this process tries to open, by an audit hook: nothing can go round it."""

    def __init__(self) -> None:
        self.counted: list[Any] = []
        self.counting = False
        sys.addaudithook(self._hear)

    def _hear(self, event: str, arguments: tuple[Any, ...]) -> None:
        if self.counting and event == "socket.connect":
            self.counted.append(arguments[1])

    @contextmanager
    def during(self) -> Iterator[list[Any]]:
        self.counted, self.counting = [], True
        try:
            yield self.counted
        finally:
            self.counting = False


CONNECTS = Connects()  # a hook stays as long as the process


def client(*addresses: str, allowed: AllowedNetworks = NOWHERE, module: ModuleType = guarded, **how: Any) -> Any:
    """A client for which every name has these addresses."""

    async def look_up(_host: str, _port: int) -> Sequence[str]:
        return addresses

    made: Any = module.GuardedClient
    return made(**{"allowed": allowed, "look_up": look_up, "seconds": 2.0, **how})


def reason_of(asked: GuardedClient, url: str) -> str:
    with pytest.raises(NoAnswer) as refused:
        asked.post(url, b"{}", headers={})
    return refused.value.reason


HOSTILE = [
    *(("https://receiver.example/", address) for address in INSIDE),
    *((shape.format(host), "127.0.0.1") for host in SPELT for shape in SHAPES if "{}" in shape),
    *((url, "127.0.0.1") for url in BAD_URLS),
]


def test_250_hostile_addresses_bring_no_connection() -> None:
    assert len(set(HOSTILE)) >= 250
    with CONNECTS.during() as connects:
        reasons = {reason_of(client(address), url) for url, address in HOSTILE}
    assert connects == []
    assert reasons == {"url_not_allowed", "address_not_allowed"}


def test_without_the_guards_there_are_connections() -> None:
    """The control: what counts connections sees them, and each of the guards is what prevents some."""
    open_to_all = weakened(guarded, "all(self._may_ask(address, inside=inside) for address in found)", "True")
    with CONNECTS.during() as connects:
        for address in ("127.0.0.1", "127.0.0.2", "::1"):
            with pytest.raises(NoAnswer):
                client(address, module=open_to_all).post("https://receiver.example/", b"{}", headers={})
    assert [connect[0] for connect in connects] == ["127.0.0.1", "127.0.0.2", "::1"]


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_public(address: str) -> None:
    assert is_public(ip_address(address))
    assert NOWHERE.reach(address)


def test_one_inside_among_the_addresses_of_a_name_is_enough() -> None:
    assert reason_of(client("8.8.8.8", "127.0.0.1"), "https://receiver.example/") == "address_not_allowed"


def test_a_name_is_looked_up_once_and_the_connection_goes_there() -> None:
    """A name server that gives a good address first and one inside afterwards (DNS rebinding)."""
    asked = count()

    async def look_up(_host: str, _port: int) -> Sequence[str]:
        return ["127.0.0.1"] if next(asked) == 0 else ["127.0.0.2"]

    with stranger() as there, CONNECTS.during() as connects:
        there.routes["/"] = answer(200, b"{}")
        GuardedClient(allowed=LOOPBACK, look_up=look_up).post(f"{there.address}/", b"{}", headers={})
    assert next(asked) == 1
    assert [connect[0] for connect in connects] == ["127.0.0.1"]


class TestAnAllowedNetwork:
    def test_is_reached(self) -> None:
        with stranger() as there:
            there.routes["/"] = answer(204, b"")
            found = client("127.0.0.1", allowed=LOOPBACK).post(f"{there.address}/", b"{}", headers={})
        assert (found.status, found.body, there.asked) == (204, b"", ["/"])

    def test_is_no_other_network(self) -> None:
        assert reason_of(client("127.0.0.2", allowed=LOOPBACK), "https://receiver.example/") == "address_not_allowed"

    def test_has_any_port_and_the_public_addresses_have_not(self) -> None:
        assert is_outside_url("https://receiver.example:9000/", LOOPBACK)
        assert not is_outside_url("https://receiver.example:9000/", NOWHERE)
        assert reason_of(client("8.8.8.8", allowed=LOOPBACK), "https://receiver.example:9000/") == "address_not_allowed"


def floods(handler: BaseHTTPRequestHandler, _body: bytes) -> None:
    """Two gigabytes, as long as somebody takes them."""
    handler.send_response(200)
    handler.send_header("Content-Length", str(2 * 1024**3))
    handler.end_headers()
    for _ in range(2 * 1024):
        handler.wfile.write(b"x" * 1024**2)


def post_to(route: Route, **how: Any) -> Any:
    with stranger() as there:
        there.routes["/"] = route
        return client("127.0.0.1", allowed=LOOPBACK, **how).post(f"{there.address}/", b"{}", headers={})


class TestAnAnswer:
    def test_of_two_gigabytes_is_read_a_little(self) -> None:
        found = post_to(floods)
        assert (found.status, len(found.body)) == (200, MAX_ANSWER_BYTES)

    def test_is_not_unpacked(self) -> None:
        assert post_to(answer(200, b"packed", Content_Encoding="gzip")).body == b"packed"

    def test_that_redirects_is_not_followed(self) -> None:
        with CONNECTS.during() as connects:
            found = post_to(answer(307, b"", Location="http://127.0.0.2:1/"))
        assert (found.status, len(connects)) == (307, 1)

    def test_that_does_not_come_is_given_up_in_time(self) -> None:
        let_go, began = Event(), clock.monotonic()
        with pytest.raises(NoAnswer) as refused:
            try:
                post_to(hangs(let_go), seconds=0.3)
            finally:
                let_go.set()
        assert refused.value.reason == "too_slow"
        assert clock.monotonic() - began < 2


def certificate_of(name: str) -> tuple[bytes, bytes]:
    """A certificate of its own authority, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = (
        x509.CertificateBuilder(issuer_name=subject, subject_name=subject, public_key=key.public_key(), serial_number=1)
        .not_valid_before(clock.now() - timedelta(days=1))
        .not_valid_after(clock.now() + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return made.public_bytes(serialization.Encoding.PEM), key.private_bytes(*form)


@pytest.mark.parametrize(("host", "reason"), [("receiver.example", None), ("another.example", "certificate_refused")])
def test_the_certificate_has_to_be_of_the_name(host: str, reason: str | None, tmp_path: Any) -> None:
    certificate, key = certificate_of("receiver.example")
    (tmp_path / "both.pem").write_bytes(certificate + key)
    served = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    served.load_cert_chain(tmp_path / "both.pem")
    trusted = ssl.create_default_context(cadata=certificate.decode())
    with stranger(tls=served) as there:
        there.routes["/"] = answer(200, b"")
        asked = client("127.0.0.1", allowed=LOOPBACK, trusted=lambda: trusted)
        url = there.address.replace("http://127.0.0.1", f"https://{host}") + "/"
        if reason is None:
            assert asked.post(url, b"{}", headers={}).status == 200
        else:
            assert reason_of(asked, url) == reason


def test_a_module_without_the_check_of_spellings_would_let_them_in() -> None:
    loose = weakened(public_addresses, 'bool(_NAME.fullmatch(parts.hostname or ""))', "True")
    assert loose.is_outside_url("https://2130706433/", loose.AllowedNetworks())
    assert not is_outside_url("https://2130706433/", NOWHERE)
