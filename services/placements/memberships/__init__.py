"""Who belongs to which body, followed over auth's feed: nobody is lent to an employer of their own."""
