"""The reason codes (docs/glossary.md). A service that uses some of them has an enumeration of those."""

from enum import StrEnum


class Reason(StrEnum):
    """Why something came to nothing (DOMAIN: reason codes)."""

    WORKLOAD = "workload"
    NO_EMPLOYER_PERMISSION = "no_employer_permission"
    NOT_AVAILABLE = "not_available"
    REQUIREMENT_MISMATCH = "requirement_mismatch"
    OTHER_CANDIDATE_SELECTED = "other_candidate_selected"
    NO_LONGER_REQUIRED = "no_longer_required"
    NO_CANDIDATE_FOUND = "no_candidate_found"
    NO_RESPONSE = "no_response"
    OWN_EMPLOYEE = "own_employee"
    PERSON_TAKEN = "person_taken"
    NO_SHOW = "no_show"
    PERSONAL = "personal"
    OTHER = "other"
