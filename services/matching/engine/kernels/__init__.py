"""The compiled loops over the columns.

Importing this compiles nothing, but it imports numba, which takes half a second: see
`services.matching.engine.compilation`.
"""
