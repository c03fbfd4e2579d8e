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


OTHERS = {  # by name: what is in them has ids of this run
    "empty": b"",
    "noise": b"\xff\x00" * 1000,
    "delayed": report(ID, action="delayed", status="4.4.1"),
    "delivered": report(ID, action="delivered", status="2.0.0"),
    "no status": report(ID, status="none"),
    "names nothing": report(ID, returned="nothing"),
    "no report": report(ID).replace(b"multipart/report", b"multipart/mixed"),
    "holiday": b"From: kollega@kommune.example\nSubject: Ferie\nAuto-Submitted: auto-replied\n\nJeg er borte.\n",
    "too long": report(ID) + b"x" * MOST_BYTES,
    "too many parts": b"Content-Type: multipart/report; boundary=b\n\n" + b"--b\n\nx\n" * 1000,
}


@pytest.mark.parametrize("mail", OTHERS.values(), ids=OTHERS)
def test_others_say_nothing(mail: bytes) -> None:
    assert bounce_in(mail) is None
