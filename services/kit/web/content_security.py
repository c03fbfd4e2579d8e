"""Sources for the Content-Security-Policies of our pages."""

from base64 import b64encode
from hashlib import sha256


def csp_hash_source(inline: bytes) -> str:
    """The source that admits exactly this inline script or style (CSP 3 §2.3.1, hash-source)."""
    return f"'sha256-{b64encode(sha256(inline).digest()).decode()}'"
