"""OAuth clients, our own and those of public bodies, and people's consents to apps."""
