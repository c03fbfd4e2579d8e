"""Which days of a person and which seat of a need are taken. The database itself refuses to give either away twice."""
