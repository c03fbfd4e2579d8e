"""The systems and apps of a body: how they show who they are, what they may do, and their end."""
