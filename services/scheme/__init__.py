"""The scheme's words, each once: roles, parties, reasons, levels, counties, numbers of public bodies, months, days.

Standard library only, and below everything else: the kit and every service may use them.
"""
