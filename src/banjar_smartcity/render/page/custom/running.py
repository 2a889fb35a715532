"""Running custom templates: they are checked before anything is written, and an error in one has its file and line."""

from __future__ import annotations

import re
from collections.abc import Generator, Iterator

from jinja2 import TemplateError, TemplateSyntaxError

from ....diagnostics import Finding, Kind, Phrase
from ....i18n import N_
from ....publish.template_kinds import TEMPLATE_FAILED, TEMPLATE_SYNTAX
from .budget import RefusedError
from .files import FOLDER, TemplateFaultError, path_of
from .sandbox import Bounded
from .syntax import check_style, position


def check_templates(page: Bounded) -> None:
    """Compile all templates that replace shipped ones; raise one `TemplateFaultError` with the faults of all."""
    found: list[Finding] = []
    for name, text in page.custom.texts.items():
        try:
            if name.endswith(".css"):
                check_style(name, text)
            else:
                page.compile(text, name, path_of(name))
        except TemplateFaultError as fault:
            found += fault.findings
        except TemplateSyntaxError as error:
            found.append(_finding(TEMPLATE_SYNTAX, name, text, error.lineno, error.message or ""))
        except Exception as error:
            found.append(_finding(TEMPLATE_SYNTAX, name, text, 1, _reason(error)))
    if found:
        raise TemplateFaultError(*found)


def run_bounded(page: Bounded, pieces: Iterator[str]) -> Iterator[str]:
    """The pieces of a page, counted; raise `TemplateFaultError` with file and line if a custom template fails."""
    try:
        for piece in pieces:
            try:
                page.budget.write(len(piece))
            except RefusedError as refused:
                if isinstance(pieces, Generator):
                    pieces.throw(refused)  # there, where the template has come to, so that its line is found
                raise
            yield piece
    except (TemplateFaultError, GeneratorExit):
        raise
    except Exception as error:
        name, line = _place(error, page)
        if isinstance(error, TemplateSyntaxError) and error.name and page.custom.read(error.name) is not None:
            name, line = error.name, error.lineno
        if name is None:
            if not isinstance(error, RefusedError | TemplateError | TypeError):
                raise  # no custom template was involved
            name = next(iter(page.custom.texts))
        kind = TEMPLATE_SYNTAX if isinstance(error, TemplateSyntaxError) else TEMPLATE_FAILED
        raise TemplateFaultError(_finding(kind, name, page.custom.read(name) or "", line, _reason(error))) from error


def _place(error: Exception, page: Bounded) -> tuple[str | None, int]:
    """The name and line of the last custom template in the traceback; None if there is none."""
    name, line, trace = None, 1, error.__traceback__
    while trace is not None:
        folder, _, rest = trace.tb_frame.f_code.co_filename.partition("/")
        if folder == FOLDER and rest:
            name, line = rest, trace.tb_lineno
        trace = trace.tb_next
    return name, line


def _reason(error: Exception) -> object:
    if isinstance(error, RefusedError):
        return error.reason
    if isinstance(error, RecursionError):
        return Phrase(N_("it is nested too deeply, or calls itself without end"))
    return str(getattr(error, "message", None) or error)


def _finding(kind: Kind, name: str, text: str, line: int, reason: object) -> Finding:
    named = re.findall(r"'(\w+)'", str(reason))
    return Finding(kind, path_of(name), position(text, line, *named[-1:]), {"reason": reason}, None)
