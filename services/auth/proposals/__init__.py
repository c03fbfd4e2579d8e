"""Proposals that a public body join the scheme, and how a body joins."""
