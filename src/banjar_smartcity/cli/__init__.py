"""The command line: parses, calls, prints, returns a code. No calculation."""
