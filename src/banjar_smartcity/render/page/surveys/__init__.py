"""Pages of surveys: what an import read, and two surveys on one scale."""
