"""Finds each service's settings class without starting the service."""

import importlib

from services.kit.settings import ServiceSettings


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


def settings_of(service: str) -> ServiceSettings:
    """The service's settings as the environment sets them."""
    return settings_class(service)()


def database_url(service: str) -> str:
    return settings_of(service).database_url
