"""Kinds of fault in custom templates: syntax, what they may not do, and errors while they run."""

from ..diagnostics import Kind, Severity
from ..i18n import N_

TEMPLATE_SYNTAX = Kind(
    "template-syntax",
    Severity.ERROR,
    N_("this template cannot be read: {reason}"),
    N_("Compare the line with the shipped template; docs/templates.md shows the language."),
    N_("A template that cannot be read makes no page. The report of before stays as it was."),
    "{% block summary %}        # tanpa {% endblock %}",
)
TEMPLATE_REFUSED = Kind(
    "template-refused",
    Severity.ERROR,
    N_("a template of one's own may not use this: {what}"),
    N_("docs/templates.md lists what such templates may use; most of the rest can be said in another way."),
    N_(
        "A change under review may carry templates. They show values and do nothing else: they cannot switch off the "
        "escaping of what people wrote, load anything from outside, or keep the computer busy."
    ),
    "{{ innovation.name|safe }}",
)
TEMPLATE_BLOCK_UNKNOWN = Kind(
    "template-block-unknown",
    Severity.ERROR,
    N_("the shipped page has no block {name}"),
    N_("Its blocks are: {known}."),
    N_("What stands in such a block would never be shown."),
    "{% block sumary %}{% endblock %}",
)
TEMPLATE_LACKS = Kind(
    "template-lacks",
    Severity.ERROR,
    N_("this template lacks what others need of it: {what}"),
    N_("Copy it from the shipped template of the same name."),
    N_("Other templates rely on it: a page on its head and its policy, which cannot be replaced, others on macros."),
    "<p>…</p>        # tanpa {% extends %}",
)
TEMPLATE_FAILED = Kind(
    "template-failed",
    Severity.ERROR,
    N_("this template fails here: {reason}"),
    N_("docs/templates.md lists the values that templates see."),
    N_("A template asked for a value that there is not. The report of before stays as it was."),
    "{{ node.skor }}",
)
KINDS = (TEMPLATE_SYNTAX, TEMPLATE_REFUSED, TEMPLATE_BLOCK_UNKNOWN, TEMPLATE_LACKS, TEMPLATE_FAILED)
