"""Builds a service's application without serving it, to describe it or to work on its database."""

import importlib

from fastapi import FastAPI

from ressurspool.ops.settings import database_url, settings_class
from services.kit.data.database import Database
from services.kit.settings import ServiceSettings

NO_DATABASE = "sqlite:///no-such-folder/never-opened.db"  # opening it would fail


def application(service: str, settings: ServiceSettings | None = None) -> FastAPI:
    """The service's application. Its settings come from the environment unless they are given."""
    app: FastAPI = importlib.import_module(f"services.{service}.main").create_app(settings)
    return app


def application_without_database(service: str) -> FastAPI:
    """The service's application with default settings, the same on every machine. Its database is never opened."""
    return application(service, _defaults(service, NO_DATABASE))


def database_of(service: str) -> Database:
    """The service's database at the address of the environment. It needs no other setting; the caller closes it."""
    database: Database = application(service, _defaults(service, database_url(service))).state.database
    return database


def _defaults(service: str, url: str) -> ServiceSettings:
    """Default settings in development, whatever the environment says, with that database."""
    fields = settings_class(service).model_fields
    defaults = {name: field.get_default() for name, field in fields.items() if not field.is_required()}
    return settings_class(service)(**defaults | {"database_url": url})
