"""Finds each service's settings class without starting the service."""

import importlib
from collections.abc import Mapping

from sqlalchemy import make_url

from services.kit.environment import EnvironmentSettings, SettingsRefused
from services.kit.settings import ServiceSettings
from services.scheme.services import PROCESSES


def settings_class(service: str) -> type[ServiceSettings]:
    """The one subclass of ServiceSettings that a service's settings.py defines."""
    module = importlib.import_module(f"services.{service}.settings")
    mine = [
        value
        for value in vars(module).values()
        if isinstance(value, type) and issubclass(value, ServiceSettings) and value.__module__ == module.__name__
    ]
    (only,) = mine
    return only


class _Address(EnvironmentSettings):
    database_url: str = ""


def database_url(service: str) -> str:
    """The address of the service's database. Its other settings may be absent: a command that reads needs no more."""
    whole = settings_class(service)
    given = _Address(_env_prefix=whole.model_config.get("env_prefix")).database_url
    default: str = whole.model_fields["database_url"].default
    return given or default


def database_urls() -> Mapping[str, str]:
    """The address of each service's database. Raises SettingsRefused where two services have the same one.

    They would take each other's migrations for their own.
    """
    urls = {service: database_url(service) for service in PROCESSES}
    services: dict[object, str] = {}
    for service, url in urls.items():
        parsed = make_url(url)
        other = services.setdefault((parsed.host, parsed.port, parsed.database), service)
        if other != service:
            names = " and ".join(f"{name}_DATABASE_URL".upper() for name in (other, service))
            raise SettingsRefused([f"{names} name one database; give each service one of its own."])
    return urls
