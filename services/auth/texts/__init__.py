"""The texts of auth, in three languages: its pages and its problems."""

from services.auth.texts import problems
from services.auth.texts.accounts import ACCOUNT_PAGES
from services.auth.texts.agencies import AGENCY_PAGES, AGENCY_PROBLEMS
from services.auth.texts.devices import DEVICES
from services.auth.texts.federation import FEDERATION
from services.auth.texts.pages import LOGIN_PAGES
from services.auth.texts.scopes import SCOPES
from services.auth.texts.second_factor import SECOND_FACTOR

PAGES = {**LOGIN_PAGES, **DEVICES, **SCOPES, **AGENCY_PAGES, **FEDERATION, **SECOND_FACTOR, **ACCOUNT_PAGES}
PROBLEMS = {**problems.PROBLEMS, **AGENCY_PROBLEMS}
