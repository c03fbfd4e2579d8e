"""The employees of a body in the pool, for its coordinators: who they are, what they offer, and the endorsement."""
