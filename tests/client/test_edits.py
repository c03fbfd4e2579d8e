"""What is edited keeps what nobody changed: the client reads all that it sends."""

import pytest
import respx
import yaml
from pydantic import BaseModel

from ressurspool.client.needs import Need, NeedDraft
from ressurspool.client.pool import Expert, Profile
from services.kit.settings import PROJECT_ROOT
from tests.client.answers import EXPERT, NEED, PLACEMENT
from tests.client.terminal import logged_in, origin, run, sent

__all__ = ["logged_in", "origin"]  # fixtures


@pytest.mark.parametrize(
    ("service", "schema", "sent", "read"),
    [("pool", "ExpertUpdate", Profile, Expert), ("needs", "NeedUpdate", NeedDraft, Need)],
)
def test_every_part_of_an_edit_is_read_and_sent(
    service: str, schema: str, sent: type[BaseModel], read: type[BaseModel]
) -> None:
    described = yaml.safe_load((PROJECT_ROOT / f"openapi/{service}.yaml").read_text(encoding="utf-8"))
    parts = set(described["components"]["schemas"][schema]["properties"])
    assert set(sent.model_fields) == parts
    assert parts - set(read.model_fields) == set()


def test_an_edit_of_a_placement_keeps_its_contacts(origin: respx.Router) -> None:
    contacts = {"home_contact": "HR, Bærum kommune", "host_contact": "Prosjektleder, Husbanken"}
    shown = PLACEMENT | contacts
    origin.get("/placements/v1/placements/p1").respond(json=shown)
    changed = origin.put("/placements/v1/placements/p1/terms").respond(json=shown)
    assert run("placement", "edit", "p1", "--place", "Drammen", "--yes")[0] == 0
    assert sent(changed).items() >= {"place": "Drammen", **contacts}.items()


def test_an_edit_of_a_need_sends_what_is_new_beside_the_rest(origin: respx.Router) -> None:
    """A municipality says its county: the one that the need had would contradict it."""
    need = NEED | {"county": "oslo", "fields": [{"field": "plain-language", "level": 2}]}
    origin.get("/needs/v1/needs/n1").respond(json=need)
    changed = origin.put("/needs/v1/needs/n1").respond(json=need)
    new = ("--municipality", "3301", "--must-skill", "editing", "--spoken", "nn", "--perspective", "peer")
    assert run("need", "edit", "n1", *new, "--yes")[0] == 0
    told = {"municipality": "3301", "must_skills": ["editing"], "languages": ["nn"], "perspective": "peer"}
    assert sent(changed).items() >= (told | {"title": NEED["title"], "remote": True}).items()
    assert "county" not in sent(changed)


def test_an_edit_of_a_profile_sends_what_is_new_beside_the_rest(origin: respx.Router) -> None:
    profile = {"name": "Tjenestedesigner, Bærum kommune", "percentage": 80, "alerts": True}
    window = {"start": "2027-01-04", "end": "2027-06-30"}
    shown = EXPERT | profile | {"fields": [{"field": "service-design", "level": 3}], "windows": [window]}
    origin.get("/pool/v1/me/expert").respond(json=shown)
    changed = origin.put("/pool/v1/experts/e1").respond(json=shown)
    new = ("--from", "2027-04-01", "--to", "2027-12-28", "--no-alerts", "--named", "--learn", "co-creation")
    assert run("expert", "edit", *new, "--yes")[0] == 0
    told = {"alerts": False, "named": True, "wanted_learning": ["co-creation"], "percentage": 80}
    assert sent(changed).items() >= told.items()
    assert sent(changed)["windows"] == [{"start": "2027-04-01", "end": "2027-12-28"}]
    assert run("expert", "edit", "--from", "2027-04-01", "--yes")[0] == 2
