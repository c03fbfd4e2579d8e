"""How many there have to be for none of them to be recognised (k-anonymity): the one rule of pool and matching.

Whoever asks can make up people of their own body and move them about, and knows who they are. So the asker's own are
not counted. People of one body, or of two, would tell which body somebody is of.
"""

SMALLEST_GROUP = 5
FEWEST_BODIES = 3


def are_many(*, experts: int, bodies: int) -> bool:
    """Whether what these experts share may be shown: they are five, of three bodies, none of them the asker's."""
    return experts >= SMALLEST_GROUP and bodies >= FEWEST_BODIES


def are_many_bodies(bodies: int) -> bool:
    """Whether what these bodies share may be shown. One of them may be the asker's, so five more have to share it."""
    return bodies - 1 >= SMALLEST_GROUP
