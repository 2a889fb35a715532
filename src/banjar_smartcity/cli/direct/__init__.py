"""What git, hooks and editors call all day, without the parser: it takes longer to load than these to run."""
