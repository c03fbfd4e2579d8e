"""A placement for its three parties: the terms, who has answered, the yes and the no, and what is asked to change."""
