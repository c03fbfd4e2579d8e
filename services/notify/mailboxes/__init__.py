"""The shared address of a body's coordinators, which gets what they are mailed, beside their own addresses."""
