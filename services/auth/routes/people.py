"""Shutting people out of the scheme, over HTTP."""

from fastapi import APIRouter

from services.auth.dependencies import Administrator, ChangedPeople, ChangedPerson, KnownPerson
from services.auth.schemas import DisablementRead
from services.auth.service import disabling
from services.kit.answer import Answering
from services.kit.errors import NotFound, PersonRequired
from services.kit.problems import problems

router = APIRouter(tags=["people"], responses=problems(PersonRequired, NotFound))


@router.post("/v1/people/{person_id}/disablement", status_code=201)
def disable_person(
    caller: Administrator, person: ChangedPerson, people: ChangedPeople, answer: Answering
) -> DisablementRead:
    """Disable a person: no login, no refresh, no act for any body. For administrators.

    Sessions end at once, and tokens already issued are refused everywhere within seconds.
    """
    return answer.created(disabling.disable_person(people, person, by=caller))


@router.get("/v1/people/{person_id}/disablement")
def read_disablement(caller: Administrator, person: KnownPerson, answer: Answering) -> DisablementRead:
    """Read whether a person is disabled, and since when. For administrators."""
    return answer.versioned(DisablementRead.of(person))


@router.delete("/v1/people/{person_id}/disablement")
def enable_person(
    caller: Administrator, person: ChangedPerson, people: ChangedPeople, answer: Answering
) -> DisablementRead:
    """Let a disabled person in again, with the memberships they had. For administrators.

    They log in anew: what they held before stays void.
    """
    return answer.versioned(disabling.enable_person(people, person, by=caller))
