"""The lives of all that has states: the page about them, and the rules that hold for each of them."""
