"""Messages that wait for a digest, and the digests that were sent of them."""
