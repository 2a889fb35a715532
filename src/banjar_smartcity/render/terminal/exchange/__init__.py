"""What comes back from agencies: what is taken in, and what is asked."""
