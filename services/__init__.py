"""The services of the resource pool, and the kit they stand on. None imports another."""
