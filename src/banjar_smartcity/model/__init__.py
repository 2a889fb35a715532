"""The records, as the domain names them.

Sound documents come in; frozen records and the model that connects them go out, on request as of a day. Building
the model cannot fail.
"""
