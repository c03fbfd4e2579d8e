"""Mail that came back: reports of delivery (RFC 3464) in a maildir, each of which names the delivery that failed."""
