"""The stream: sends a person the state of their inbox and tasks whenever it changes (Server-Sent Events)."""
