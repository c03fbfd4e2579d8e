"""The web application for people: a client of the API with pages of its own, and nothing of the services in it.

It owns sessions of browsers and what they have typed while a login was lost. It knows nobody by itself: people log in
at auth, and each page asks the services in the person's name.
"""
