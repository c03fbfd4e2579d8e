"""Builds a service's application without serving it: to describe it, or to work on its database."""

import importlib

from fastapi import FastAPI

from ressurspool.ops.settings import settings_class
from services.kit.settings import ServiceSettings

NO_DATABASE = "sqlite:///no-such-folder/never-opened.db"  # opening it would fail


def application(service: str, settings: ServiceSettings | None = None) -> FastAPI:
    """The service's application, with the settings of the environment unless others are given."""
    app: FastAPI = importlib.import_module(f"services.{service}.main").create_app(settings)
    return app


def application_without_database(service: str) -> FastAPI:
    """The service's application in its default form, the same on every machine, for what needs no data."""
    defaults = {
        name: field.default for name, field in settings_class(service).model_fields.items() if not field.is_required()
    }
    return application(service, settings_class(service)(**defaults | {"database_url": NO_DATABASE}))
