"""The stays of a body on a time line, those that it lends to and borrows from; an employee's own where they have no
role."""
