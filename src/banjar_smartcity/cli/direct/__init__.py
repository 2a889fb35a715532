"""What git, hooks and editors call often: checking, merging and flattening, with options that are parsed already."""
