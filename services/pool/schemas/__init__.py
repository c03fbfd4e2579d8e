"""What the pool is sent and returns: profiles, and endorsements of them."""
