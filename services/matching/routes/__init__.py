"""Matching over HTTP."""

from fastapi import APIRouter

from services.matching.routes import coverage, plans, suggestions

router = APIRouter()
for topic in (suggestions, plans, coverage):
    router.include_router(topic.router)
