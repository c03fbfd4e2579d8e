"""What people type: read into models, kept while a login is lost, and posted once."""
