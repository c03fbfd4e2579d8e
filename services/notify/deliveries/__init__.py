"""What is sent to people: mails of messages, and letters that auth orders. The worker and channels stand here too."""
