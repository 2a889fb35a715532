"""The texts of the form that an agency fills in on a phone; plain and short, without a word of our tools."""

from __future__ import annotations

from ....i18n import N_

STEPS = (
    N_("Touch an item to open it. Fill in what you know; the rest may stay empty."),
    N_("Write what is the case in your agency, in one or two sentences."),
    N_("A figure needs its unit and its year: 91,6 and persen and 2025."),
    N_("Choose the level whose words fit. If you are not sure, choose none."),
    N_("If an item does not apply to the region, choose no level and write why it does not apply."),
    N_("Name the documents that prove the answer: choose a known one, or take a photo or a file from the phone."),
    N_("Write no names, NIK, telephone numbers or addresses of persons."),
    N_(
        "Touch Save answers at the end, and send the saved file and your documents back. An empty field deletes "
        "nothing."
    ),
)
PLACES = {
    "UNSCRIPTED": N_(
        "This is only a preview: nothing can be filled in here. Save the file to your phone, and open it in a browser "
        "such as Chrome, Firefox or Safari, in its newest version."
    ),
    "ANDROID": N_("Android: touch the three dots, then Open with or Save, and choose Chrome or Firefox."),
    "IPHONE": N_("iPhone: touch Share, Save to Files. If Files shows only a preview too, open it on a computer."),
    "COMPUTER": N_("Computer: save the file, then open it with a double click."),
    "KEPT": N_(
        "What you fill in is kept in this browser while you work. You may close the page and go on later on the same "
        "phone. Nothing is sent by itself."
    ),
    "DENIED": N_("This browser does not let the page keep anything. If you close it, what you filled in is lost."),
    "DENIED_HINT": N_(
        "Touch Save answers often. To go on later, open this page again and choose the saved file under How to fill it "
        "in. Or save this page to your phone first, and open it from there in a browser."
    ),
    "TWICE": N_("This form is open a second time in this browser. Close one of them, so that nothing is overwritten."),
    "WANTED": N_("Evidence required"),
    "EARLIER": N_("Answer of the earlier stage"),
    "VALUE": N_("Figure"),
    "VALUE_HINT": N_("For example 91,6"),
    "UNIT": N_("Unit"),
    "UNIT_HINT": N_("For example persen"),
    "YEAR": N_("Year"),
    "YEAR_HINT": N_("For example 2025"),
    "LEVEL_HINT": N_("Choose the one whose words fit."),
    "NO_LEVEL": N_("Not chosen"),
    "BETWEEN": N_("Or a level between them, for example 2,5"),
    "NOT_APPLICABLE_HINT": N_("Only if it does not apply to the region; then choose no level."),
    "DOCUMENT_HINT": N_(
        "Photos and PDFs of up to {limit} MB are put into the saved file, together up to {together} MB. Of larger ones "
        "only the name is noted: send those files together with the answers."
    ),
    "KNOWN": N_("A document that the office already has"),
    "CHOOSE": N_("Choose a document"),
    "FILE": N_("Photo or file from this phone"),
    "INNOVATIONS": N_("Innovations of the agency"),
    "REMARKS": N_("What the assessors gave"),
    "REMARKS_HINT": N_("Write your reply below each remark that waits for one. The office sends it to the assessors."),
    "STARTED": N_("Running since"),
    "STARTED_HINT": N_("A year, a month or a day, for example 31/05/2023"),
    "NEWCOMERS": N_("Is an innovation of the agency missing here? Add it with its name and its dimension."),
    "NAME": N_("Name of the innovation"),
    "DAY_HINT": N_("For example 31/05/2026"),
    "PAPERS": N_(
        "These are the files that you chose. Photos and PDFs of up to {limit} MB are in the saved file, together up to "
        "{together} MB. Of all others only name and hash (SHA-256) are in it: send those along."
    ),
    "SAVE": N_(
        "Save answers writes a file to your downloads. Send it, and the files above to send along, to the office from "
        "which you received this form, for example by WhatsApp as a document. Do not send photos as pictures: WhatsApp "
        "makes them smaller, and the office sees another file."
    ),
}
"""Sentences at their places, for the template."""
SAYINGS = {
    "progress": N_("{done} of {all} items filled in"),
    "empty": N_("Empty"),
    "done": N_("Filled in"),
    "changed": N_("Filled in by you"),
    "faulty": N_("Please check"),
    "unsaved": N_("Kept in this browser. Not yet saved as a file to send."),
    "unsavedDenied": N_("Not saved yet: touch Save answers, or it is lost when you close the page."),
    "savedBefore": N_("All is saved. Now send the file."),
    "saved": N_("Saved as {name} in your downloads. Send to the office:"),
    "toCheck": N_("Saved as it is. Fields to check, or to leave for the office to ask about: {n}"),
    "pages": N_("Pages in {name}"),
    "remove": N_("Remove {name}"),
    "removed": N_("{name} was removed."),
    "added": N_("{name} was added."),
    "reading": N_("{name} is being read."),
    "hashed": N_("{size}, hash {sum}…: send this file along."),
    "embedded": N_("{size}, hash {sum}…: it is in the saved file."),
    "badName": N_("{name}: rename the file first; its name is too long or has a sign such as ; or /."),
    "unreadable": N_("{name} could not be read. Save it to the phone first, then choose it again."),
    "sameName": N_("{name}: another document has the same name. Rename the file first."),
    "newcomer": N_("New innovation {n}"),
    "otherFile": N_("{name} does not belong to this form."),
    "resumed": N_("{name} was read; you can go on."),
}
"""What the page says while it is filled in."""
FAULTS = {
    "number": N_("Write a number, for example 91,6."),
    "thousands": N_("This may mean thousands or a fraction. Write 1180 or 1,18."),
    "year": N_("Write a year, for example 2025."),
    "moment": N_("Write a year, a month or a day, for example 31/05/2023."),
    "day": N_("Write a date, for example 31/05/2026."),
    "level": N_("Choose a level from the list."),
    "long": N_("This text is too long."),
    "person": N_("This looks like a NIK or a telephone number. Write no data of persons."),
    "no_value": N_("Write the figure too: it belongs to its unit and its year."),
    "no_unit": N_("Write the unit too, for example persen."),
    "no_year": N_("Write the year too, for example 2025."),
    "no_name": N_("Write the name of the innovation."),
    "no_dimension": N_("Choose a dimension from the list."),
    "both": N_("An item has a level or does not apply, not both. Choose no level, or empty this field."),
}
"""What is wrong with a field, and what to do."""
