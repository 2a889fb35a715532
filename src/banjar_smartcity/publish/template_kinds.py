"""Kinds of fault in custom templates: syntax, what they may not do, and errors while they run."""

from ..diagnostics import Kind, Severity
from ..i18n import N_

TEMPLATE_SYNTAX = Kind(
    id="template-syntax",
    severity=Severity.ERROR,
    message=N_("this template cannot be read: {reason}"),
    hint=N_("Compare the line with the shipped template; docs/templates.md explains the language."),
    why=N_("A template that cannot be read makes no page. The earlier report is kept."),
    example="{% block summary %}        # tanpa {% endblock %}",
)
TEMPLATE_REFUSED = Kind(
    id="template-refused",
    severity=Severity.ERROR,
    message=N_("a custom template may not use this: {what}"),
    hint=N_("docs/templates.md lists what custom templates may use; most of the rest can be done in another way."),
    why=N_(
        "A change under review may contain templates. They only show values: they cannot switch off the "
        "escaping of what people wrote, load anything from outside, or keep the computer busy."
    ),
    example="{{ innovation.name|safe }}",
)
TEMPLATE_BLOCK_UNKNOWN = Kind(
    id="template-block-unknown",
    severity=Severity.ERROR,
    message=N_("the shipped page has no block {name}"),
    hint=N_("Its blocks are: {known}."),
    why=N_("The content of such a block would never be shown."),
    example="{% block sumary %}{% endblock %}",
)
TEMPLATE_LACKS = Kind(
    id="template-lacks",
    severity=Severity.ERROR,
    message=N_("this template is missing something that others need: {what}"),
    hint=N_("Copy it from the shipped template of the same name."),
    why=N_(
        "Other templates rely on it: a page needs its head and its security policy, which cannot be "
        "replaced; others need macros."
    ),
    example="<p>…</p>        # tanpa {% extends %}",
)
TEMPLATE_FAILED = Kind(
    id="template-failed",
    severity=Severity.ERROR,
    message=N_("this template fails here: {reason}"),
    hint=N_("docs/templates.md lists the values that templates can use."),
    why=N_("A template asked for a value that does not exist. The earlier report is kept."),
    example="{{ node.skor }}",
)
KINDS = (TEMPLATE_SYNTAX, TEMPLATE_REFUSED, TEMPLATE_BLOCK_UNKNOWN, TEMPLATE_LACKS, TEMPLATE_FAILED)
