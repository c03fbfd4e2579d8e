"""The use cases of the pool: profiles, and endorsements of them."""
