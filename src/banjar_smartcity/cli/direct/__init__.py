"""Called all day by git, hooks and editors, and so without the parser, which takes longer to load than these to run."""
