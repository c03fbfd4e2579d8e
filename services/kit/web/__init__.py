"""How a service answers over HTTP: the application, its middleware, problems, health, docs and sessions."""
