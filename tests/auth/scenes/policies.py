"""A body's policy."""

from typing import Any


def a_policy(**changes: Any) -> dict[str, Any]:
    good = {"min_months": 2, "max_months": 2, "lending_cap": 3, "payer": "host"}
    good |= {"notice_weeks": 4, "max_total_months": 6}
    return {**good, "departments": [{"code": "it", "name": "IT-avdelingen"}], **changes}
