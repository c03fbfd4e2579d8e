"""Which mails say that another did not arrive, and which."""

from uuid import uuid4

import pytest

from services.notify.bounces.domain import MOST_BYTES, bounce_in
from tests.notify.bounces.reports import report

ID = uuid4()


@pytest.mark.parametrize("how", [{"by_path": True, "returned": "nothing"}, {}, {"returned": "headers"}])
def test_names_the_delivery(how: dict[str, str]) -> None:
    bounce = bounce_in(report(ID, **how))  # type: ignore[arg-type]  # names of a table
    assert bounce is not None
    assert (bounce.delivery_id, bounce.status, bounce.address_gone) == (ID, "5.1.1", True)


@pytest.mark.parametrize(
    ("status", "gone"),
    [("5.1.1", True), ("5.1.10", True), ("5.2.1", True), ("5.4.4", True), ("5.0.0", True)]
    + [(status, False) for status in ("5.2.2", "5.7.1", "5.3.4", "5.1.7", "5.1.8", "5.4.7")],
)
def test_only_some_faults_are_the_addresss(status: str, gone: bool) -> None:
    bounce = bounce_in(report(ID, status=status))
    assert bounce is not None
    assert bounce.address_gone is gone


@pytest.mark.parametrize(
    "mail",
    [
        b"",
        b"\xff\x00" * 1000,
        report(ID, action="delayed", status="4.4.1"),
        report(ID, action="delivered", status="2.0.0"),
        report(ID, status="none"),
        report(ID, returned="nothing"),
        report(ID).replace(b"multipart/report", b"multipart/mixed"),
        b"From: kollega@kommune.example\nSubject: Ferie\nAuto-Submitted: auto-replied\n\nJeg er borte.\n",
        report(ID) + b"x" * MOST_BYTES,
        b"Content-Type: multipart/report; boundary=b\n\n" + b"--b\n\nx\n" * 1000,
    ],
    ids=[
        "nothing",
        "no text",
        "delayed",
        "delivered",
        "without a status",
        "without the mail",
        "of another kind",
        "somebody away",
        "too long",
        "of many parts",
    ],
)
def test_others_say_nothing(mail: bytes) -> None:
    assert bounce_in(mail) is None
