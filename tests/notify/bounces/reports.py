"""Reports of returned mail, as servers write them (RFC 3464)."""

from uuid import UUID


def report(
    delivery_id: UUID,
    *,
    action: str = "failed",
    status: str = "5.1.1",
    by_path: bool = False,
    returned: str = "message",
) -> bytes:
    """A report that names the delivery by the address it came back to, or by the mail it returns."""
    to = f"retur+{delivery_id.hex}@ressurspool.example" if by_path else "ressurspool@ressurspool.example"
    headers = f"Message-ID: <{delivery_id}@ressurspool.example>\nSubject: Profilen din er sendt tilbake\n"
    kind = {"message": "message/rfc822", "headers": "text/rfc822-headers"}.get(returned)
    original = f"--b\nContent-Type: {kind}\n\n{headers}\n" if kind else ""
    return f"""From: MAILER-DAEMON@kommune.example
To: {to}
Subject: Undelivered Mail Returned to Sender
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain

Your mail did not arrive.

--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.kommune.example

Final-Recipient: rfc822; somebody@kommune.example
Action: {action}
Status: {status}
Diagnostic-Code: smtp; 550 {status} unknown

{original}--b--
""".encode()
