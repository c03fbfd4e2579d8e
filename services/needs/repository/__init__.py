"""Every query of needs: those that change, and those that are only shown."""
