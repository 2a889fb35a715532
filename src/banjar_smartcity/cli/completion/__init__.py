"""The Tab key: which words may follow, and the scripts by which shells ask for them."""
