"""Reminders of tasks: at half their time, two days before their deadline, and a last call to the body's others."""
