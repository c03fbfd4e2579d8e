"""Who must do or know something? Owns tasks, inboxes, preferences and the record of what was sent.

Promises that a task closes by itself when what it asks for has happened, that everybody concerned is told of an
event once, and that each mail is recorded before it is sent and ends delivered, failed or dead, whatever is killed.
Follows all the others; asks auth for name and address at the moment of sending, and keeps neither.
"""
