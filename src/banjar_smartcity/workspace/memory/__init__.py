"""What is remembered on this computer, in the user's own cache folder; all of it can be deleted at any time."""
