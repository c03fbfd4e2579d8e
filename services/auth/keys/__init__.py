"""The keys that auth signs tokens with: how they are made, published, replaced and revoked."""
