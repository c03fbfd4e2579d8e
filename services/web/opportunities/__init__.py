"""Needs that fit an employee, each with its reasons, and the way to apply for one."""
