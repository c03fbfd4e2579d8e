"""Who belongs to which body, followed over auth's feed: nobody is shown to a body they belong to as one to borrow. And who was renamed there."""
