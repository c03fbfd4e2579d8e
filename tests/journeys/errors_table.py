"""Makes docs/errors.md of the table of bad input: `python -m tests.journeys.errors_table --write`."""

import re
import sys
from collections.abc import Iterator, Sequence

from services.kit import errors as kit_errors
from services.kit.errors import ServiceError
from services.kit.language import Language
from services.kit.settings import PROJECT_ROOT
from services.kit.web import problems as kit_problems
from services.scheme.services import SERVICES
from tests.architecture.rooms import application, errors_in, errors_of
from tests.journeys.bad_input import CANARY, TABLES, Row

PAGE = PROJECT_ROOT / "docs" / "errors.md"

INTRODUCTION = """# Errors

Made by `python -m tests.journeys.errors_table --write` from what `tests/journeys/test_bad_input.py` sends through the
real origin. For every row that test asserts the status, the problem, where it points, that the thing stands as it stood
before, and that nothing that was sent comes back.

Every error is `application/problem+json` (RFC 9457): act on `type`, `/problems/` and the code below, which is a page of
the origin; show `title` and `detail`, in the language of `Accept-Language` (nb, nn, en); mend what `errors[].pointer`
points at, in the body (a JSON pointer) or a parameter or header by its name; quote `request_id`. Answers of 503 and
some of 409 and 429 have `Retry-After`: send the same again then, with the same `Idempotency-Key`. Only the token
endpoint answers as RFC 6749 says. A 403 `not-permitted` says in `missing` what it would take: `scope` (the one in
`scope`), `role` (one of `roles`), `body` (acting for one, or for another one), `person` (it is another's own affair),
`caller` (another kind of token).
"""


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION, *(_table(title, rows) for title, rows in TABLES.items()), _problems()]
    return "\n".join(parts)


def _table(title: str, rows: Sequence[Row]) -> str:
    lines = [f"## {title}", "", "| what is wrong | request | answer | points at |", "|---|---|---|---|"]
    lines += [_line(row) for row in rows]
    return "\n".join([*lines, ""])


def _line(row: Row) -> str:
    call = f"{row.method} {shown(row.path)}"
    faults = ", ".join(f"`{pointer or '(the whole)'}` {code}" for pointer, code in row.faults)
    return f"| {row.what} | `{call}` | {row.status} `{row.code}` | {faults} |"


def shown(path: str) -> str:
    """The path with its own placeholders, and an ellipsis for what is made up."""
    named = re.sub(r"/v1/(experts|needs|candidacies|placements)/\{[a-z_]+\}", _placeholder, path)
    return re.sub(r"/organisations/[0-9]{9}", "/organisations/{orgnr}", named).replace(CANARY, "…")


def _placeholder(match: re.Match[str]) -> str:
    one = {"experts": "expert_id", "needs": "need_id", "candidacies": "candidacy_id", "placements": "placement_id"}
    return f"/v1/{match[1]}/{{{one[match[1]]}}}"


def _problems() -> str:
    lines = ["## Every problem there is", "", "| code | status | where | in English |", "|---|---|---|---|"]
    return "\n".join([*lines, *_problem_lines(), ""])


def _problem_lines() -> Iterator[str]:
    """All of the kit, then each service's own."""
    words = application("pool").state.problem_texts
    for error in sorted([*errors_in(kit_errors), *errors_in(kit_problems)], key=_order):
        yield _problem_line(error, "all", words[error.code][Language.EN])
    for service in SERVICES:
        own = application(service).state.problem_texts
        for error in sorted(errors_of(service), key=_order):
            if error.code in own and error.code != "internal":
                yield _problem_line(error, service, own[error.code][Language.EN])


def _order(error: type[ServiceError]) -> tuple[int, str]:
    return error.status, error.code


def _problem_line(error: type[ServiceError], where: str, text: str) -> str:
    return f"| `{error.code}` | {error.status} | {where} | {text.replace('|', '/')} |"


if __name__ == "__main__":
    if "--write" in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != page():
        sys.exit("docs/errors.md is not current: run this with --write")
