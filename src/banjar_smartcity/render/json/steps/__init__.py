"""What is to be done as JSON.

A to-do list, a plan or reminders come in; plain data go out.
"""
