"""The sentences of the statement that an agency signs with its answers."""

from __future__ import annotations

from ....i18n import N_

TITLE = N_("Statement on the answers")
STATES = N_("states that the {n} answers below for {stage} say what was the case on {day}.")
NOT_ALL = N_("{n} of {all} items are not answered or not confirmed yet; the statement does not cover them.")
HEAD_OF = N_("Head of {name}")
HEAD = N_("Head of the agency")
CAPTION = N_("Answers of {name}")
PLACES = {
    "BELOW": N_("The undersigned, in office as:"),
    "PROVED": N_("The documents that an answer names prove it. The agency keeps them."),
    "HASH": N_("Hash of the data (SHA-256)"),
    "HASH_HINT": N_(
        "Made of every answer above with its documents and remarks: a single letter that changes gives another hash."
    ),
    "SIGNATURE": N_("Signature"),
    "TOWN": N_("Place and date: ........................................"),
    "NAME": N_("Name and stamp"),
}
HEADS = (N_("No."), N_("Question"), N_("What is the case"), N_("Level"), N_("Documents"))
