"""What a few commands have in common: reading the tables of a survey, and starting a stage."""
