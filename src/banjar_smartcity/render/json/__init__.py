"""The JSON output of commands, as data.

Values come in; plain data with stable keys go out. `words.json.dump` writes them.
"""
