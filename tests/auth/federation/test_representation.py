"""The bodies that a person represents, in Ansattporten's four shapes, each matched on one element."""

from typing import Any

import pytest

from services.auth.federation.representation import represented
from tests.auth.federation.scenes.parties import ORGNO, RESOURCE, SERVICE, party, reportee
from tests.support.callers import BAERUM, HUSBANKEN

Details = list[dict[str, Any]]


SHAPES: dict[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "a service of Altinn 2": (SERVICE, {**SERVICE, "reportees": [reportee(HUSBANKEN, "Read"), reportee(BAERUM)]}),
    "a resource of Altinn 3": (
        RESOURCE,
        {**RESOURCE, "authorized_parties": [party(HUSBANKEN, resource="ressurspool"), party(BAERUM)]},
    ),
    "an employer, as it was": (
        ORGNO,
        {**ORGNO, "orgno": {"Authority": "iso6523-actorid-upis", "ID": f"0192:{HUSBANKEN}"}},
    ),
    "an employer, as it is": (ORGNO, {**ORGNO, "authorized_parties": [party(HUSBANKEN), party(BAERUM)]}),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_read(shape: str) -> None:
    asked, answered = SHAPES[shape]
    expected = (HUSBANKEN,) if shape == "an employer, as it was" else (HUSBANKEN, BAERUM)
    assert represented([answered], wanted=[asked]) == expected


@pytest.mark.parametrize("shape", SHAPES)
def test_another_shape_answers_nothing_that_was_not_asked(shape: str) -> None:
    _, answered = SHAPES[shape]
    others = [asked for asked in (SERVICE, RESOURCE, ORGNO) if asked["type"] != answered["type"]]
    assert represented([answered], wanted=others) == ()


NOBODY: dict[str, object] = {
    "an empty list": [],
    "nothing": None,
    "text": "all of them",
    "a dict": {"type": "ansattporten:orgno"},
    "numbers": [1, 2],
    "a type only": [ORGNO],
    "no parties": [{**RESOURCE, "authorized_parties": []}],
    "parties that are text": [{**RESOURCE, "authorized_parties": HUSBANKEN}],
    "another resource": [{**RESOURCE, "resource": "urn:altinn:resource:x", "authorized_parties": [party(BAERUM)]}],
    "a party with another resource": [{**RESOURCE, "authorized_parties": [party(BAERUM, resource="other")]}],
    "a list of resources": [{**RESOURCE, "resource": [RESOURCE["resource"]], "authorized_parties": [party(BAERUM)]}],
    "another authority": [
        {**RESOURCE, "authorized_parties": [{"orgno": {"authority": "other", "ID": f"0192:{BAERUM}"}}]}
    ],
    "another register": [
        {**RESOURCE, "authorized_parties": [{"orgno": {"authority": "iso6523-actorid-upis", "ID": f"0088:{BAERUM}"}}]}
    ],
    "a number with a wrong check digit": [{**RESOURCE, "authorized_parties": [party("935478716")]}],
    "a number that is a number": [
        {**RESOURCE, "authorized_parties": [{"orgno": {"authority": "iso6523-actorid-upis", "ID": 935478715}}]}
    ],
    "the parties beside the element": [RESOURCE, {"authorized_parties": [party(BAERUM)]}],
}


@pytest.mark.parametrize("claimed", NOBODY)
def test_anything_else_is_nobody(claimed: str) -> None:
    assert represented(NOBODY[claimed], wanted=[RESOURCE]) == ()


class TestActions:
    ASKED = {**SERVICE, "actions": ["Write"]}

    def test_count_on_the_party_they_stand_on(self) -> None:
        details = [{**SERVICE, "reportees": [reportee(HUSBANKEN, "Read"), reportee(BAERUM, "Read", "Write")]}]
        assert represented(details, wanted=[self.ASKED]) == (BAERUM,)

    def test_count_for_all_parties_on_the_element(self) -> None:
        details = [{**RESOURCE, "actions": ["Write"], "authorized_parties": [party(BAERUM)]}]
        assert represented(details, wanted=[{**RESOURCE, "actions": ["Write"]}]) == (BAERUM,)

    def test_of_one_element_are_none_on_another(self) -> None:
        other = {**SERVICE, "resource": "urn:altinn:resource:1:1", "reportees": [reportee(BAERUM, "Write")]}
        details = [{**SERVICE, "reportees": [reportee(BAERUM, "Read")]}, other]
        assert represented(details, wanted=[self.ASKED]) == ()

    def test_that_are_no_list_count_for_nothing(self) -> None:
        details = [{**RESOURCE, "actions": "Write", "authorized_parties": [party(BAERUM)]}]
        assert represented(details, wanted=[{**RESOURCE, "actions": ["Write"]}]) == ()


def test_a_body_told_of_twice_is_one() -> None:
    details: Details = [{**RESOURCE, "authorized_parties": [party(BAERUM), party(BAERUM)]}]
    assert represented(details, wanted=[RESOURCE, RESOURCE]) == (BAERUM,)
