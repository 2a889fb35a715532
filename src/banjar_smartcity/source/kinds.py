"""Kinds of fault that make a text unreadable or unsafe, whatever its data."""

from ..diagnostics import Kind, Severity
from ..i18n import N_

FILE_UNREADABLE = Kind(
    id="file-unreadable",
    severity=Severity.ERROR,
    message=N_("this file cannot be read: {reason}"),
    hint=N_("Put an ordinary file here that everybody may read."),
    why=N_(
        "A data file is expected here, but this is a folder, a link that leads nowhere, or a file "
        "without read permission."
    ),
    example="data/innovations/urc.yaml/        # folder, bukan berkas",
)
FILE_TOO_LARGE = Kind(
    id="file-too-large",
    severity=Severity.ERROR,
    message=N_("this file has {size} bytes; at most {limit} are read"),
    hint=N_("Split it, or keep large documents as evidence files instead of data."),
    why=N_(
        "A data file is text that people write. Larger files slow everyone down and may be an attack, so "
        "they are not opened."
    ),
    example="# berkas 50 MB",
)
FILE_ENCODING = Kind(
    id="file-encoding",
    severity=Severity.ERROR,
    message=N_("this file is saved as {encoding}, not as UTF-8"),
    hint=N_('In Notepad choose "File", "Save as", set "Encoding" to "UTF-8", and choose "Save".'),
    why=N_(
        "Older editors save in Windows-1252 or UTF-16. Names would be garbled on other computers, so only "
        "UTF-8 is read."
    ),
    example='name: "Caf\\xe9"        # byte E9 dari Windows-1252',
)
FILE_NOT_TEXT = Kind(
    id="file-not-text",
    severity=Severity.ERROR,
    message=N_("this is not a text file but {what}"),
    hint=N_("Move it to data/evidence/files/, and write the record as a text file."),
    why=N_("A data file is plain text. The name of this file ends in .yaml, but another program wrote it."),
    example="# buku kerja Excel yang dinamai jalan.yaml",
)
FILE_CONTROL_CHARACTER = Kind(
    id="file-control-character",
    severity=Severity.ERROR,
    message=N_("there is an invisible control character ({code}) here"),
    hint=N_("Delete the character; retype the word if you cannot see it."),
    why=N_(
        "Control characters are invisible and come from damaged files or copied screens. No text in the data needs one."
    ),
    example="name: Si<NUL>Marta",
)
FILE_BYTE_ORDER_MARK = Kind(
    id="file-byte-order-mark",
    severity=Severity.WARNING,
    message=N_("the file begins with an invisible byte order mark"),
    hint=N_('Save it as "UTF-8" rather than "UTF-8 with BOM".'),
    why=N_(
        "Some Windows editors put this mark at the start. The file is still read, but other programs may "
        "fail to read it."
    ),
    example="<BOM>id: urc",
)
FILE_EMPTY = Kind(
    id="file-empty",
    severity=Severity.ERROR,
    message=N_("the file is empty"),
    hint=N_("Fill it in, or delete it."),
    why=N_("An empty file usually comes from an interrupted save. If nothing is known, write the keys with null."),
    example="# hanya komentar",
)
YAML_SYNTAX = Kind(
    id="yaml-syntax",
    severity=Severity.ERROR,
    message=N_("this is not valid YAML: {problem}"),
    hint=N_("Check this line and the one before it: indentation, a space after each colon, closed quotes."),
    why=N_("The text breaks a rule of YAML, so nothing after this place can be read with certainty."),
    example="name: Bank Sampah: Sekumpul        # tulis dalam tanda kutip",
    corrects=True,
)
MERGE_CONFLICT_LEFT = Kind(
    id="merge-conflict-left",
    severity=Severity.ERROR,
    message=N_("an unresolved merge conflict begins here"),
    hint=N_("Keep what is right in the two versions, delete the lines <<<<<<<, ======= and >>>>>>>, then save."),
    why=N_(
        "git could not decide which of two versions counts, and kept both between markers. Until "
        "somebody decides, the file says two things at once."
    ),
    example="<<<<<<< ours\nlevel: 2\n=======\nlevel: 3\n>>>>>>> theirs",
)
YAML_TOO_DEEP = Kind(
    id="yaml-too-deep",
    severity=Severity.ERROR,
    message=N_("lists or mappings are nested more than {limit} levels deep here"),
    hint=N_("Flatten the data."),
    why=N_("No record needs such depth; it exhausts a computer's memory and is a known attack."),
    example="a: [[[[[[…",
)
YAML_TOO_MUCH = Kind(
    id="yaml-alias-expansion",
    severity=Severity.ERROR,
    message=N_("aliases expand this file to more than {limit} values"),
    hint=N_("Write the values out where they are needed instead of repeating them by alias."),
    why=N_("Aliases of aliases multiply: a few lines can grow to billions of values and stop the computer."),
    example="b: [*a, *a, *a, *a]",
)
YAML_ALIAS_CYCLE = Kind(
    id="yaml-alias-cycle",
    severity=Severity.ERROR,
    message=N_("this value contains itself through an alias"),
    hint=N_("Write the value out without the alias."),
    why=N_("A value that contains itself has no end and cannot be stored, shown or compared."),
    example="a: &a [*a]",
)
YAML_TAG = Kind(
    id="yaml-tag",
    severity=Severity.ERROR,
    message=N_("tags are not allowed: {tag}"),
    hint=N_("Remove the tag; put text in quotes if it looks like a number."),
    why=N_(
        "A tag asks the reading program to build something special. Data are plain: text, numbers, true, "
        "false, null, lists and mappings."
    ),
    example="level: !!int '3'",
    corrects=True,
)
YAML_ANCHOR_UNUSED = Kind(
    id="yaml-anchor-unused",
    severity=Severity.ERROR,
    message=N_('the word "{word}" is lost: YAML does not count a word that begins with & as text'),
    hint=N_("Put the whole text in quotes, or remove the word."),
    why=N_(
        "YAML takes a word with & out of the text and keeps it as a name for later. Nothing refers to this name, so "
        "the word would be lost silently."
    ),
    example="fact: &Jalan kabupaten        # terbaca: kabupaten",
    corrects=True,
)
YAML_KEY_NOT_TEXT = Kind(
    id="yaml-key-not-text",
    severity=Severity.ERROR,
    message=N_("a key must be text"),
    hint=N_("Put the key in quotes."),
    why=N_("Numbers, true, false, null and lists as keys mean different things to different programs."),
    example="2023: hasil        # tulis '2023': hasil",
)
YAML_DUPLICATE_KEY = Kind(
    id="yaml-duplicate-key",
    severity=Severity.ERROR,
    message=N_('the key "{key}" is repeated here; the first is on line {first}'),
    hint=N_("Keep one of the two."),
    why=N_("Most programs keep only the last of two equal keys, so an answer would be lost silently."),
    example="level: 2\nlevel: 3",
)
YAML_MERGE_KEY = Kind(
    id="yaml-merge-key",
    severity=Severity.ERROR,
    message=N_("the merge key << is not supported"),
    hint=N_("Write the keys out."),
    why=N_("The merge key is not part of YAML 1.2, and a reviewer cannot see what a record contains."),
    example="<<: *bawaan",
)
YAML_MANY_DOCUMENTS = Kind(
    id="yaml-many-documents",
    severity=Severity.ERROR,
    message=N_("a second document begins here; a file contains only one"),
    hint=N_("Move it into a file of its own, or remove the line ---."),
    why=N_("One file, one record: what comes after the second --- would be overlooked."),
    example="id: urc\n---\nid: wajar",
)
NUMBER_OUT_OF_RANGE = Kind(
    id="number-out-of-range",
    severity=Severity.ERROR,
    message=N_("this number is too large to compute with"),
    hint=N_("Put it in quotes if it is a code rather than a number."),
    why=N_("Programs disagree about numbers beyond about 300 digits; a code or an identifier is text."),
    example="value: 9999999…",
)
JSON_SYNTAX = Kind(
    id="json-syntax",
    severity=Severity.ERROR,
    message=N_("this is not valid JSON: {problem}"),
    hint=N_("Check the commas, quotes and brackets around this place."),
    why=N_("The text breaks a rule of JSON, so nothing after this place can be read with certainty."),
    example='{"id": "urc",}',
)

KINDS = (
    FILE_UNREADABLE,
    FILE_TOO_LARGE,
    FILE_ENCODING,
    FILE_NOT_TEXT,
    FILE_CONTROL_CHARACTER,
    FILE_BYTE_ORDER_MARK,
    FILE_EMPTY,
    YAML_SYNTAX,
    MERGE_CONFLICT_LEFT,
    YAML_TOO_DEEP,
    YAML_TOO_MUCH,
    YAML_ALIAS_CYCLE,
    YAML_TAG,
    YAML_ANCHOR_UNUSED,
    YAML_KEY_NOT_TEXT,
    YAML_DUPLICATE_KEY,
    YAML_MERGE_KEY,
    YAML_MANY_DOCUMENTS,
    NUMBER_OUT_OF_RANGE,
    JSON_SYNTAX,
)
