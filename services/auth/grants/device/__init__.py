"""Login for programs without a browser (RFC 8628): the person confirms a short code in a browser elsewhere."""
