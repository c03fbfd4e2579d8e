"""What of a need can change, in codes: applicants are told these, never the content."""

from enum import StrEnum


class Aspect(StrEnum):
    DESCRIPTION = "description"
    FIELDS = "fields"
    SKILLS = "skills"
    LANGUAGES = "languages"
    DATES = "dates"
    LENGTH = "length"
    PERCENTAGE = "percentage"
    PLACE = "place"
    PLACES = "places"
    CLEARANCE = "clearance"
