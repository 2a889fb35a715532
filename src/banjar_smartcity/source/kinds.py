"""Kinds of fault that make a text unreadable or unsafe, whatever its data."""

from ..diagnostics import Kind, Severity
from ..i18n import N_

FILE_UNREADABLE = Kind(
    "file-unreadable",
    Severity.ERROR,
    N_("this file cannot be read: {reason}"),
    N_("Put an ordinary file here that everybody may read."),
    N_("A folder, a link that leads nowhere, or a file without read permission stands where a data file is expected."),
    "data/innovations/urc.yaml/        # folder, bukan berkas",
)
FILE_TOO_LARGE = Kind(
    "file-too-large",
    Severity.ERROR,
    N_("this file has {size} bytes; at most {limit} are read"),
    N_("Split it, or keep large documents as evidence files instead of data."),
    N_(
        "A data file is text that people write. Larger files slow everyone down and may be an attack, so "
        "they are not opened."
    ),
    "# berkas 50 MB",
)
FILE_ENCODING = Kind(
    "file-encoding",
    Severity.ERROR,
    N_("this file is saved as {encoding}, not as UTF-8"),
    N_('In Notepad choose "File", "Save as…", set "Encoding" to "UTF-8", then "Save".'),
    N_(
        "Older editors save in Windows-1252 or UTF-16. Names would be garbled on other computers, so only "
        "UTF-8 is read."
    ),
    'name: "Caf\\xe9"        # byte E9 dari Windows-1252',
)
FILE_NOT_TEXT = Kind(
    "file-not-text",
    Severity.ERROR,
    N_("this is not a text file but {what}"),
    N_("Move it to data/evidence/files/, and write the record as a text file."),
    N_("A data file is plain text. The name of this file ends in .yaml, but another program wrote it."),
    "# buku kerja Excel yang dinamai jalan.yaml",
)
FILE_CONTROL_CHARACTER = Kind(
    "file-control-character",
    Severity.ERROR,
    N_("an invisible control character ({code}) stands here"),
    N_("Delete the character; retype the word if you cannot see it."),
    N_("Control characters are invisible and come from damaged files or copied screens. No text of ours needs one."),
    "name: Si<NUL>Marta",
)
FILE_BYTE_ORDER_MARK = Kind(
    "file-byte-order-mark",
    Severity.WARNING,
    N_("the file begins with an invisible byte order mark"),
    N_('Save it as "UTF-8" rather than "UTF-8 with BOM".'),
    N_(
        "Some Windows editors put this mark in front. The file is read all the same, but other programs may "
        "stumble over it."
    ),
    "<BOM>id: urc",
)
FILE_EMPTY = Kind(
    "file-empty",
    Severity.ERROR,
    N_("the file is empty"),
    N_("Fill it in, or delete it."),
    N_("An empty file is usually an interrupted save. To say that nothing is known, write the keys with null."),
    "# hanya komentar",
)
YAML_SYNTAX = Kind(
    "yaml-syntax",
    Severity.ERROR,
    N_("this is not valid YAML: {problem}"),
    N_("Look at this line and the one before it: indentation, colon followed by a space, quotes that are closed."),
    N_("The text breaks a rule of YAML, so that nothing after this place can be read with certainty."),
    "name: Bank Sampah: Sekumpul        # tulis dalam tanda kutip",
    corrects=True,
)
MERGE_CONFLICT_LEFT = Kind(
    "merge-conflict-left",
    Severity.ERROR,
    N_("an unsolved merge conflict begins here"),
    N_("Keep what is right of the two versions, delete the lines <<<<<<<, ======= and >>>>>>>, then save."),
    N_(
        "git could not tell which of two versions counts, and left both between marks for people to decide. "
        "Until then the file says two things at once."
    ),
    "<<<<<<< ours\nlevel: 2\n=======\nlevel: 3\n>>>>>>> theirs",
)
YAML_TOO_DEEP = Kind(
    "yaml-too-deep",
    Severity.ERROR,
    N_("lists or mappings are nested more than {limit} levels deep here"),
    N_("Flatten the data."),
    N_("No record needs such depth; it exhausts a computer's memory and is a known attack."),
    "a: [[[[[[…",
)
YAML_TOO_MUCH = Kind(
    "yaml-alias-expansion",
    Severity.ERROR,
    N_("aliases expand this file to more than {limit} values"),
    N_("Write the values out where they are needed instead of repeating them by alias."),
    N_("Aliases of aliases multiply: a few lines can grow to billions of values and stop the computer."),
    "b: [*a, *a, *a, *a]",
)
YAML_ALIAS_CYCLE = Kind(
    "yaml-alias-cycle",
    Severity.ERROR,
    N_("this value contains itself by an alias"),
    N_("Write the value out without the alias."),
    N_("A value that contains itself has no end and cannot be stored, shown or compared."),
    "a: &a [*a]",
)
YAML_TAG = Kind(
    "yaml-tag",
    Severity.ERROR,
    N_("tags are not allowed: {tag}"),
    N_("Remove the tag; put text in quotes where it looks like a number."),
    N_(
        "A tag asks the reading program to build something special. Data are plain: text, numbers, true, "
        "false, null, lists and mappings."
    ),
    "level: !!int '3'",
    corrects=True,
)
YAML_ANCHOR_UNUSED = Kind(
    "yaml-anchor-unused",
    Severity.ERROR,
    N_('the word "{word}" is lost: a word that begins with & names a place and is not part of the text'),
    N_("Put the whole text in quotes, or remove the word."),
    N_(
        "YAML takes a word with & out of the text and keeps it as a name for later. Nothing refers to this name, so "
        "the word would be lost silently."
    ),
    "fact: &Jalan kabupaten        # terbaca: kabupaten",
    corrects=True,
)
YAML_KEY_NOT_TEXT = Kind(
    "yaml-key-not-text",
    Severity.ERROR,
    N_("a key must be text"),
    N_("Put the key in quotes."),
    N_("Numbers, true, false, null and lists as keys mean different things to different programs."),
    "2023: hasil        # tulis '2023': hasil",
)
YAML_DUPLICATE_KEY = Kind(
    "yaml-duplicate-key",
    Severity.ERROR,
    N_('the key "{key}" stands here a second time; the first is on line {first}'),
    N_("Keep one of the two."),
    N_("Most programs silently keep only the last of two equal keys, so that an answer would vanish unseen."),
    "level: 2\nlevel: 3",
)
YAML_MERGE_KEY = Kind(
    "yaml-merge-key",
    Severity.ERROR,
    N_("the merge key << is not supported"),
    N_("Write the keys out."),
    N_("The merge key is no part of YAML 1.2, and a reviewer cannot see what a record holds."),
    "<<: *bawaan",
)
YAML_MANY_DOCUMENTS = Kind(
    "yaml-many-documents",
    Severity.ERROR,
    N_("a second document begins here; a file holds one"),
    N_("Move it into a file of its own, or remove the line ---."),
    N_("One file, one record: what stands after the second --- would otherwise be overlooked."),
    "id: urc\n---\nid: wajar",
)
NUMBER_OUT_OF_RANGE = Kind(
    "number-out-of-range",
    Severity.ERROR,
    N_("this number is too large to be computed with"),
    N_("Put it in quotes if it is a code rather than a number."),
    N_("Programs disagree about numbers beyond about 300 digits; a code or an identifier is text."),
    "value: 9999999…",
)
JSON_SYNTAX = Kind(
    "json-syntax",
    Severity.ERROR,
    N_("this is not valid JSON: {problem}"),
    N_("Look at commas, quotes and brackets around this place."),
    N_("The text breaks a rule of JSON, so that nothing after this place can be read with certainty."),
    '{"id": "urc",}',
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
