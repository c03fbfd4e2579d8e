"""Where experts are short and where there are more than asked: by field and month, in one region at a time."""
