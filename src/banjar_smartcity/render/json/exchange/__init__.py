"""Exchange as JSON: what came back from agencies, and what was taken in."""
