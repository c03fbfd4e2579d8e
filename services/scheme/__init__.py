"""The scheme's words, each once: roles, relations, parties, reasons, levels, perspectives, counties, months, days.

The levels and numbers of public bodies, the smallest group and the names of the services stand here too.

Standard library only, and below everything else: the kit and every service may use them.
"""
