"""The origin's own pages: what this is, the description of the API, and a page for each problem.

They are files: the origin of development makes them when it is first asked, `ressurspool-ops site` writes them for the
reverse proxy of production. Nothing on them is fetched from elsewhere.
"""
