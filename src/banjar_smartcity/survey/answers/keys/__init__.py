"""Keys: the numbers that stand for persons, as the codes of a table give them, and codes that are of nobody."""
