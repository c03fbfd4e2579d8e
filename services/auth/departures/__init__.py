"""Departures: how a public body leaves the scheme, by two of its coordinators."""
