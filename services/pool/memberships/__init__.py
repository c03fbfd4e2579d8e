"""Who belongs to which body, and who was renamed, followed over auth's feed: no body is shown its own people to borrow."""
