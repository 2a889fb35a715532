"""What a few commands have in common: printing again, reading the tables of a survey, and starting a stage."""
