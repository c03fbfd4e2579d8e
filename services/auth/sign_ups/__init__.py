"""People come in by an address in a mail domain of their body's."""
