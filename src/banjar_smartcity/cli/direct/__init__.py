"""Commands that git, hooks and editors call often. They run without the option parser, as it is slow to load."""
