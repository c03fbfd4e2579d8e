"""The use cases of deliveries: they are queued, claimed by a worker, and written."""
