"""Templates of a workspace's own: which there are, what they may say, and the bounds in which they run."""
