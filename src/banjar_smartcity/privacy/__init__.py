"""Find and hide personal data.

Text comes in; the places of personal data go out, or the text without them. Also the size that a group needs before
figures about it may be shown.
"""
