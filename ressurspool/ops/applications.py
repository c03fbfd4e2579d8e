"""Builds a service's application without serving it, to describe it or to work on its database."""

import importlib

from fastapi import FastAPI

from ressurspool.ops.settings import settings_class
from services.kit.settings import ServiceSettings

NO_DATABASE = "sqlite:///no-such-folder/never-opened.db"  # opening it would fail


def application(service: str, settings: ServiceSettings | None = None) -> FastAPI:
    """The service's application. Its settings come from the environment unless they are given."""
    app: FastAPI = importlib.import_module(f"services.{service}.main").create_app(settings)
    return app


def application_without_database(service: str) -> FastAPI:
    """The service's application with default settings, the same on every machine. Its database is never opened."""
    defaults = {
        name: field.default for name, field in settings_class(service).model_fields.items() if not field.is_required()
    }
    return application(service, settings_class(service)(**defaults | {"database_url": NO_DATABASE}))
