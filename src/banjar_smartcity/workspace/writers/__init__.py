"""How files get their places: made aside, completed after a kill, exchanged at once; and what git must know of them."""
