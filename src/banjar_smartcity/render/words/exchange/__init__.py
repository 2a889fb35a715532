"""Texts that agencies read where they fill in answers, and what the office reads when they come back."""
