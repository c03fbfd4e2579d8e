"""The short name of a case, such as H-2027-00042, which a candidacy shares with the placement that comes of it."""
