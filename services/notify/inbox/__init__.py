"""What people were notified of: a message for each person, and announcements to audiences for those who join late."""
