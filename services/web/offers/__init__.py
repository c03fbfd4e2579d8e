"""Offers: made to who applied or is interested, sent with an invitation, and answered with other terms."""
