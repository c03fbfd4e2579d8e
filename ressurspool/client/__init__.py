"""A typed client of the Ressurspool API.

client = Client("http://localhost:8000", token=login(origin, ...))
for candidate in client.matching.candidates(need_id).candidates: ...
"""

from ressurspool.client.api import Client
from ressurspool.client.authenticator import Authenticator
from ressurspool.client.login import Application, Attempt, Login, LoginError, login, login_with_form
from ressurspool.client.pages import Listed, Page
from ressurspool.client.problem import Fault, OriginUnreachable, ProblemError

__all__ = [
    "Application",
    "Attempt",
    "Authenticator",
    "Client",
    "Fault",
    "Listed",
    "Login",
    "LoginError",
    "OriginUnreachable",
    "Page",
    "ProblemError",
    "login",
    "login_with_form",
]
