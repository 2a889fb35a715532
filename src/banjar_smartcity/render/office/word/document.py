"""The report as a Word document that an office can edit, made with python-docx, which is an extra (`[docx]`).

Headings, captions, lists and tables are Word's own, so that its table of contents and screen readers find them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from io import BytesIO
from typing import TYPE_CHECKING, Any

from ....i18n import N_, Language
from ....resources import MADE_BY
from ..archive import UndatedZip, without_clock
from ..drawing import embedded, picture, shape_style
from .body import Body
from .lists import Lists
from .pieces import Draw, classes
from .styles import apply_styles
from .xml import WIDTH, element, paragraph_of, run

if TYPE_CHECKING:
    from docx.document import Document

EMU, EMU_OF_TWIP = 9525, 635
"""English metric units of a pixel and of a twentieth of a point."""
LOCALES = {"id": "id-ID", "en": "en-GB"}
ONE_SHEET = "alone"
"""The class of a page that has to fit on one sheet."""
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML does not allow. Few get here, as the page shows invisible characters by their code point."""
_UNUSED = ("thumbnail", "extended-properties", "stylesWithEffects", "customXml")
"""Parts of python-docx's empty document that are removed, such as a thumbnail and counts of an empty page."""


def render_docx(page: Iterable[str], lang: Language) -> bytes:
    """The Word document of an HTML page. The same page gives the same bytes: no times, no persons.

    Raise `ImportError` if python-docx or lxml is not installed.
    """
    import docx
    from docx.opc import phys_pkg
    from lxml import html

    whole = _NOT_XML.sub(lambda found: f"&lt;U+{ord(found[0]):04X}&gt;", "".join(page))
    read = html.document_fromstring(whole.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", huge_tree=True))
    document = docx.Document()
    apply_styles(document, LOCALES[lang.code], tight=ONE_SHEET in classes(read.find("body")))
    _describe(document, read.findtext("head/title") or "", LOCALES[lang.code])
    _number_pages(document, lang.translate(N_("Page {page} of {pages}")))
    body = Body(read, _links(document), Lists(document), _pictures(document, shape_style(whole)))
    _fill(document.element.body, body.flow(read.find("body"), "Normal"))
    written = BytesIO()
    vars(phys_pkg)["ZipFile"] = UndatedZip  # python-docx asks the clock
    document.save(written)
    return without_clock(written)


def _fill(body: Any, blocks: Iterable[Any]) -> None:
    """Put the blocks before the section's properties; an empty paragraph keeps Word from joining two tables."""
    from docx.oxml.ns import qn

    last, before = body[-1], None
    for block in blocks:
        if before is not None and before.tag == block.tag == qn("w:tbl"):
            last.addprevious(paragraph_of("Cell", ()))
        last.addprevious(block)
        before = block


def _describe(document: Document, title: str, locale: str) -> None:
    """Set title, language and the program that made it; remove persons and times."""
    about = document.core_properties
    for part in list(about._element):
        about._element.remove(part)
    about.author, about.title, about.language = MADE_BY, " ".join(title.split())[:255], locale
    for owner in (document.part.package, document.part):
        for name, relation in list(owner.rels.items()):
            if any(word in relation.reltype for word in _UNUSED):
                del owner.rels[name]


def _number_pages(document: Document, words: str) -> None:
    """Write `Page 3 of 12` into the footer, as fields that Word fills in."""
    footer = document.sections[0].footer
    footer.is_linked_to_previous = False
    inside = []
    for part in re.split(r"(\{page\}|\{pages\})", words):
        field = {"{page}": " PAGE ", "{pages}": " NUMPAGES "}.get(part)
        inside.append(element("w:fldSimple", run("1", None), instr=field) if field else run(part, None))
    footer.paragraphs[0]._p.getparent().replace(footer.paragraphs[0]._p, paragraph_of("Footer", inside))


def _pictures(document: Document, style: str | None) -> Draw:
    """A function that draws a chart, or a picture of a page; no chart is drawn without resvg, a font and a style."""
    from docx.shared import Emu

    count = 0

    def draw(svg: Any) -> Any:
        nonlocal count
        try:
            drawn = embedded(svg) if svg.tag == "img" else picture(svg, style) if style is not None else None
        except ImportError:
            drawn = None
        if drawn is None:
            return None
        count += 1
        wide = min(drawn.width * EMU, WIDTH * EMU_OF_TWIP)
        inline = document.part.new_pic_inline(BytesIO(drawn.png), Emu(int(wide)), None)
        inline.docPr.set("id", str(count))
        inline.docPr.set("name", f"{count}")
        inline.docPr.set("descr", drawn.words)
        return element("w:r", element("w:drawing", inline))

    return draw


def _links(document: Document) -> Any:
    """A function that registers an address and returns its id; python-docx would search all of them each time."""
    from docx.opc.constants import RELATIONSHIP_TYPE

    known: dict[str, str] = {}

    def link(address: str) -> str:
        if address not in known:
            known[address] = f"link{len(known) + 1}"
            document.part.rels.add_relationship(RELATIONSHIP_TYPE.HYPERLINK, address, known[address], is_external=True)
        return known[address]

    return link
