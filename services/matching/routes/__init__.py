"""Matching over HTTP."""

from fastapi import APIRouter

from services.matching.routes import plans, suggestions

router = APIRouter()
router.include_router(suggestions.router)
router.include_router(plans.router)
