"""Messages to agencies that a person sends: texts for WhatsApp and e-mail, and calendars.

Reminders come in; texts go out. Nothing is sent here.
"""
