"""LibreOffice, which edits workbooks in tests as people do: without a window, in a profile of its own.

To start it costs ten times as much as to edit a workbook: it is started once, and waits for files to edit.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from pathlib import Path
from xml.sax.saxutils import escape

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xls": "MS Excel 97", ".ods": "calc8"}
SECONDS = 60
_MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="{name}"
 script:language="StarBasic">{code}</script:module>
"""
_WAITING = """
Sub Serve()
    Dim number, source, target, filter, code, line, place, script
    files = CreateUnoService("com.sun.star.ucb.SimpleFileAccess")
    provider = CreateUnoService("com.sun.star.script.provider.MasterScriptProviderFactory").createScriptProvider("")
    place = "vnd.sun.star.script:Standard.Steps.Steps?language=Basic&location=application"
    Dim hidden(0) As New com.sun.star.beans.PropertyValue
    hidden(0).Name = "Hidden"
    hidden(0).Value = True
    Dim saved(0) As New com.sun.star.beans.PropertyValue
    saved(0).Name = "FilterName"
    Do While files.exists("{folder}")
        If files.exists("{folder}/asked") Then
            number = FreeFile
            Open ConvertFromURL("{folder}/asked") For Input As #number
            Line Input #number, source
            Line Input #number, target
            Line Input #number, filter
            code = ""
            Do While Not EOF(number)
                Line Input #number, line
                code = code & line & Chr(10)
            Loop
            Close #number
            Kill ConvertFromURL("{folder}/asked")
            BasicLibraries.getByName("Standard").replaceByName("Steps", code)
            doc = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
            sheet = doc.Sheets.getByName("Jawaban")
            sheet.unprotect("")
            script = provider.getScript(place)
            script.invoke(Array(doc, sheet), Array(), Array())
            saved(0).Value = filter
            doc.storeToURL(target, saved())
            doc.close(True)
            number = FreeFile
            Open ConvertFromURL("{folder}/done") For Output As #number
            Close #number
        End If
        Wait 10
    Loop
    StarDesktop.terminate()
End Sub
"""
_STEPS = "Sub Steps(doc, sheet)\n{}\nEnd Sub\n"


class Office:
    """LibreOffice, from the first workbook that it edits until it is closed."""

    def __init__(self, folder: Path) -> None:
        """All it keeps is in the folder."""
        self._profile = folder.resolve() / "profile"
        self._asked = folder.resolve() / "asked"
        self._process: subprocess.Popen[bytes] | None = None

    def edit(self, source: Path, target: Path, steps: str) -> None:
        """Open a workbook, run Basic on its sheet `Jawaban`, and save it in the format of the target's ending."""
        process = self._process = self._process or self._start()
        places = (source.resolve().as_uri(), target.resolve().as_uri(), FILTERS[target.suffix])
        written = self._asked / "written"
        written.write_text("\n".join((*places, _STEPS.format(steps))), encoding="utf-8")
        written.rename(self._asked / "asked")
        done = self._asked / "done"
        for _ in range(SECONDS * 100):
            if done.exists() or process.poll() is not None:
                break
            time.sleep(0.01)
        assert done.exists(), "LibreOffice did not run to the end"
        done.unlink()

    def close(self) -> None:
        """End it: it looks whether there is still a folder in which it is asked."""
        if self._process is not None:
            shutil.rmtree(self._asked)
            try:
                self._process.wait(SECONDS / 10)
            except subprocess.TimeoutExpired:
                os.killpg(self._process.pid, signal.SIGKILL)
                self._process.wait()

    def _start(self) -> subprocess.Popen[bytes]:
        library = self._profile / "user" / "basic" / "Standard"
        subprocess.run(self._command("--terminate_after_init"), check=True, capture_output=True, timeout=SECONDS)
        self._asked.mkdir()
        code = {"Module1": _WAITING.format(folder=self._asked.as_uri()), "Steps": _STEPS.format("")}
        for name, text in code.items():
            (library / f"{name}.xba").write_text(_MODULE.format(name=name, code=escape(text)), encoding="utf-8")
        listed = library / "script.xlb"  # its first start wrote it, and an empty module
        line = '<library:element library:name="{}"/>'
        text = listed.read_text("utf-8")
        assert line.format("Module1") in text
        listed.write_text(text.replace(line.format("Module1"), "".join(map(line.format, code))), encoding="utf-8")
        silent = subprocess.DEVNULL
        command = self._command("macro:///Standard.Module1.Serve")
        return subprocess.Popen(command, stdin=silent, stdout=silent, stderr=silent, start_new_session=True)

    def _command(self, task: str) -> list[str]:
        place = f"-env:UserInstallation={self._profile.as_uri()}"
        return ["soffice", place, "--headless", "--norestore", "--nologo", task]


def edit(office: Office, source: Path, target: Path, steps: str = "") -> Path:
    """The target, which LibreOffice saved once it had edited the source."""
    office.edit(source, target, steps)
    assert target.exists(), "LibreOffice saved nothing"
    return target
