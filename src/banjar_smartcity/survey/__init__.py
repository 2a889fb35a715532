"""The citizen survey: its questionnaire, respondents' rows read, held against the assessors' remarks, and summed up."""
