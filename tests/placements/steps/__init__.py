"""The life of a stay as a pure model, and the same life over HTTP: what the one says, the other has to answer (I7)."""
