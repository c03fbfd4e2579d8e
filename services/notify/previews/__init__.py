"""Every mail as it would be written, with made up facts: what `ressurspool-ops messages` puts into the docs."""
