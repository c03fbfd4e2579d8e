"""What a mail says, as text and as HTML: the message, what it is about, the one next step, and a link to the thing.

Nothing here is stored or asked for: `abouts` has asked the owners, and `deliveries` sends what comes out.
"""
