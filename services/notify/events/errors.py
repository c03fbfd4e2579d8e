"""What can be wrong with an event.

Unaddressed    it opens a task and does not say for whom; the follower parks it
"""


class Unaddressed(ValueError):
    """An event that opens a task does not say for whom."""
