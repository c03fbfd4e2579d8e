"""Bad profiles, and bodies that are no profile at all."""

import gzip
import json
from typing import Any

from tests.journeys.bad_input.row import CANARY, NO_PROFILE, PROFILE, Fault, Row, profile, row
from tests.journeys.cast import days_from_now

CALL = "POST /pool/v1/experts"
BACKWARDS = {"start": str(days_from_now(30)), "end": str(days_from_now(10))}
GOOD = json.dumps(profile()).encode()
JSON = "application/json"


def wrong(what: str, at: str, code: str, **changes: Any) -> Row:
    """A profile with one thing wrong."""
    return row(what, "colleague", CALL, profile(**changes), answer="422 invalid", at=(at, code), watched=NO_PROFILE)


def hostile(
    what: str, raw: bytes, answer: str, at: Fault | None = None, *, content_type: str = JSON, coding: str = "identity"
) -> Row:
    """A body that no client of ours would send."""
    more: dict[str, Any] = {"at": at} if at else {}
    headers = {"Content-Type": content_type, "Content-Encoding": coding}
    return row(what, "colleague", CALL, raw=raw, answer=answer, headers=headers, watched=NO_PROFILE, **more)


PROFILES = [
    wrong(
        "A field that is not in the vocabulary",
        "/fields/0/field",
        "unknown_professional_field",
        fields=[{"field": CANARY, "level": 1}],
    ),
    wrong("A level there is not", "/fields/0/level", "out_of_range", fields=[{"field": "service-design", "level": 4}]),
    wrong("A skill that is not in the vocabulary", "/skills/0", "unknown_skill", skills=[CANARY]),
    wrong("A date that is none", "/windows/0/start", "wrong_form", windows=[{**BACKWARDS, "start": CANARY}]),
    wrong("A number for a date", "/windows/0/start", "wrong_form", windows=[{**BACKWARDS, "start": 0}]),
    wrong("Seconds for a date", "/windows/0/start", "wrong_form", windows=[{**BACKWARDS, "start": "1798761600"}]),
    wrong("True for a level", "/fields/0/level", "wrong_form", fields=[{"field": "service-design", "level": True}]),
    wrong("A word for true or false", "/named", "wrong_form", named="off"),
    wrong("A number for true or false", "/remote", "wrong_form", remote=1),
    wrong("A window that ends before it begins", "/windows/0", "ends_before_start", windows=[BACKWARDS]),
    wrong("More than full time", "/percentage", "out_of_range", percentage=101),
    wrong("A percentage with a decimal", "/percentage", "whole_percent", percentage=37.5),
    wrong("A text that is too long", "/about", "too_long", about=CANARY * 500),
    wrong("A text with a control character", "/name", "forbidden_character", name=f"{CANARY}\x00"),
    wrong("A name of blanks", "/name", "blank", name="   "),
    wrong("A name that nobody can see", "/name", "blank", name="\u200b\ufeff\u200b"),
    wrong("A text with a noncharacter", "/about", "forbidden_character", about=f"{CANARY}\ufdd0"),
    wrong("A county there is not", "/county", "unknown_county", county=CANARY),
    wrong("A county that is no more", "/county", "unknown_county", county="viken"),
    wrong("A language there is not", "/languages/0", "wrong_value", languages=["xx"]),
    wrong("A property there is not", "", "unknown_field", **{CANARY: 1}),
    row("A second profile", "employee", CALL, profile(), answer="409 already-registered", watched=PROFILE),
]

BODIES = [
    hostile("Broken JSON", GOOD[:-1], "400 invalid-json"),
    hostile("Bytes that are no UTF-8", CANARY.encode() + b"\xff\xfe", "400 invalid-json"),
    hostile("NaN for a number", json.dumps(profile(percentage=float("nan"))).encode(), "400 invalid-json"),
    hostile("A name twice in one object", GOOD[:-1] + b', "percentage": 100}', "400 invalid-json"),
    hostile("A name twice, further in", GOOD.replace(b'"level": ', b'"level": 1, "level": '), "400 invalid-json"),
    hostile("JSON in UTF-16", GOOD.decode().encode("utf-16"), "400 invalid-json"),
    hostile(
        "A lone surrogate in a text",
        GOOD.replace(b'"about": "', b'"about": "\\ud800'),
        "422 invalid",
        ("/about", "forbidden_character"),
    ),
    hostile(
        "A lone surrogate in a property's name",
        b'{"\\ud800' + CANARY.encode() + b'": 1, ' + GOOD[1:],
        "422 invalid",
        ("", "forbidden_character"),
    ),
    hostile(
        "A hundred thousand open brackets", CANARY.encode().join([b'["', b'",' + b"[" * 100_000]), "400 invalid-json"
    ),
    hostile("A body of 1 MB", GOOD.replace(CANARY.encode(), CANARY.encode() * 100_000), "413 too-large"),
    hostile("A body that is said to be text", GOOD, "415 unsupported-media-type", content_type="text/plain"),
    hostile("A compressed body", gzip.compress(GOOD), "415 unsupported-media-type", coding="gzip"),
    hostile("No body", b"", "422 invalid", ("", "missing")),
]
