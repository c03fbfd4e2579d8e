"""A coordinator's absences: days on which what is asked of the body goes to the others."""
