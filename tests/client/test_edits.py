"""What is edited keeps what nobody changed: the client reads all that it sends."""

import pytest
import respx
import yaml
from pydantic import BaseModel

from ressurspool.client.needs import Need, NeedDraft
from ressurspool.client.pool import Expert, Profile
from services.kit.settings import PROJECT_ROOT
from tests.client.answers import PLACEMENT
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
