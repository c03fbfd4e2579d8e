"""Placements over HTTP."""

from fastapi import APIRouter

from services.placements.routes import candidacies, placements

router = APIRouter()
router.include_router(candidacies.router)
router.include_router(placements.router)
