"""A profile as the API answers it, and as it is typed."""

from typing import Any

from tests.web.scenes import ORG

EXPERT: dict[str, Any] = {
    "id": "5f0c7f2e-0000-4000-8000-0000000000aa",
    "version": 3,
    "state": "available",
    "shown_as": "own",
    "name": "Tjenestedesigner, Bærum kommune",
    "title": "Tjenestedesigner",
    "about": "",
    "home_org": ORG,
    "fields": [{"field": "service-design", "level": 3}],
    "windows": [{"start": "2027-03-01", "end": "2027-12-31"}],
    "percentage": 80,
    "languages": ["nb"],
    "remote": False,
    "clearance": "none",
    "named": False,
    "alerts": False,
    "legal": ["edit", "pause", "withdraw"],
}

TYPED = {
    "name": "Tjenestedesigner",
    "title": "Tjenestedesigner",
    "fields/0/field": "service-design",
    "fields/0/level": "3",
    "windows/0/start": "1.3.2027",
    "windows/0/end": "31.12.2027",
    "percentage": "80 %",
    "languages": "nb",
    "clearance": "none",
}
