"""An expert and a need find each other: application, invitation, interest, offer, acceptance."""
