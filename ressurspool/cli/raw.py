"""The command `api`: any request of the API, with the stored login."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any
from uuid import uuid4

import typer

from ressurspool.cli.shell import logged_in

METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
app = typer.Typer()


@app.command("api")
def call(
    path: Annotated[str, typer.Argument(help="Such as /pool/v1/fields; parameters may follow a question mark")],
    method: Annotated[str, typer.Option("--method", "-X", help=f"One of {', '.join(METHODS)}")] = "GET",
    body: Annotated[str | None, typer.Option("--input", help="A file with the JSON body; - is standard input")] = None,
    version: Annotated[int | None, typer.Option("--if-match", help="The version of what is changed")] = None,
) -> None:
    """Send any request of the API, and print the answer. A POST has an idempotency key, so it takes effect once."""
    if method not in METHODS or not path.startswith("/"):
        raise typer.BadParameter(f"--method {'/'.join(METHODS)}, and a path that begins with /")
    headers = {"Idempotency-Key": str(uuid4())} if method == "POST" else {}
    if version is not None:
        headers["If-Match"] = f'"{version}"'
    with logged_in() as (client, _):
        answer = client.transport.send(method, path, body=_read(body), headers=headers)
        typer.echo(answer.text)


def _read(name: str | None) -> Any:
    """The JSON of a file. Raises BadParameter."""
    if name is None:
        return None
    try:
        return json.loads(sys.stdin.read() if name == "-" else Path(name).read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise typer.BadParameter(f"--input: {error}") from None
