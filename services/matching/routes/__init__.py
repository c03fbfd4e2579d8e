"""Matching over HTTP."""

from fastapi import APIRouter

from services.matching.routes import coverage, index, plans, suggestions

router = APIRouter()
for topic in (suggestions, plans, coverage, index):
    router.include_router(topic.router)
