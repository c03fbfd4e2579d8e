"""The scene of every service, by its name."""

from tests.access import auth, matching, needs, notify, placements, pool

SCENES = {
    scene.service: scene for scene in (module.SCENE for module in (auth, pool, needs, matching, placements, notify))
}
