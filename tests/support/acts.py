"""Acts as the audit records them."""

from typing import Any

from services.kit import clock
from services.kit.data.audit import Act


def an_act(**own: Any) -> Act:
    content: dict[str, Any] = {
        "time": clock.now(), "verb": "thing.made", "subject": "a", "version": 1, "event": None, "person": "a-person",
        "client_id": "a-client", "org": "964338531", "parties": "home", "let_by": None, "reason": None, "cause": None,
        "request_id": "a-request", "digest": "0" * 64,
    }  # fmt: skip
    return Act(**content | own)
