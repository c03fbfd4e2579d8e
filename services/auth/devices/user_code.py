"""The short code that a person carries from a program to a browser (RFC 8628 §6.1)."""

import secrets

ALPHABET = "BCDFGHJKLMNPQRSTVWXZ"  # no vowels, so no words; nothing that looks like a digit
LENGTH = 8  # 20^8: with guesses bounded, one of a hundred live codes is hit within centuries


def new_user_code() -> str:
    """A random code, such as WDJB-MJHT."""
    signs = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))
    return f"{signs[:4]}-{signs[4:]}"


def normalised(typed: str) -> str | None:
    """A typed code in its standard form, whatever its case, dashes and spaces; None for what cannot be a code."""
    signs = "".join(sign for sign in typed.upper() if sign not in "- \u2010\u2011\u2012\u2013\u2014")
    if len(signs) != LENGTH or not set(signs) <= set(ALPHABET):
        return None
    return f"{signs[:4]}-{signs[4:]}"
