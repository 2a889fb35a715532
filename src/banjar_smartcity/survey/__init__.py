"""The citizen survey: the questionnaire that asks it, and what comes back from it."""
