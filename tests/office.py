"""LibreOffice, which edits workbooks in tests as people do: without a window, in a profile of its own."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.sax.saxutils import escape

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xls": "MS Excel 97", ".ods": "calc8"}
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">{code}</script:module>
"""
_CODE = """
Sub Edit()
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    doc = StarDesktop.loadComponentFromURL("{source}", "_blank", 0, hidden())
    sheet = doc.Sheets.getByName("Jawaban")
    sheet.unprotect("")
    {steps}
    Dim saved(0) As New com.sun.star.beans.PropertyValue
    saved(0).Name = "FilterName"
    saved(0).Value = "{filter}"
    doc.storeToURL("{target}", saved())
    doc.close(True)
    StarDesktop.terminate()
End Sub
"""


def edit(folder: Path, source: Path, target: Path, steps: str = "") -> Path:
    """Open a workbook, run Basic on its sheet `Jawaban`, and save it in the format of the target's ending."""
    profile = folder / "profile"
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():
        _run(profile, "--terminate_after_init")  # its first start writes an empty module
    code = _CODE.format(
        source=source.resolve().as_uri(),
        target=target.resolve().as_uri(),
        filter=FILTERS[target.suffix],
        steps=steps.replace("\n", "\n    "),
    )
    module.write_text(_MODULE.format(code=escape(code)), encoding="utf-8")
    _run(profile, "macro:///Standard.Module1.Edit")
    assert target.exists(), "LibreOffice saved nothing"
    return target


def _run(profile: Path, task: str) -> None:
    place = f"-env:UserInstallation={profile.resolve().as_uri()}"
    command = ["soffice", place, "--headless", "--norestore", "--nologo", task]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
