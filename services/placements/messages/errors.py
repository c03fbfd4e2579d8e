"""What can be wrong with a message.

ServiceError
└── DialogueFull    409
"""

from services.kit.errors import ServiceError


class DialogueFull(ServiceError):
    """The two sides have written all the messages that one candidacy may have. Facts: `most`."""

    status = 409
    code = "dialogue-full"
