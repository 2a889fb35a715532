"""Shells: the completion script of each shell, and how it is installed.

typer's own scripts are not used: they rewrite `.bashrc` at each call, loosen the execution policy of PowerShell,
change what Tab does there, and load rich to write a line of help.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from ...i18n import N_, Language
from ...named import NamedTuple
from ..faults import UsageFaultError
from ..output import write

_BASH = """\
_smartcity_completion() {
    local IFS=$'\\n'
    COMPREPLY=($(_SMARTCITY_COMPLETE=values _SMARTCITY_WORD="${COMP_WORDS[COMP_CWORD]}" \\
        "$1" "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null))
}
complete -o default -F _smartcity_completion smartcity
"""
_ZSH = """\
_smartcity() {
    local line
    local -a found
    _SMARTCITY_COMPLETE=described _SMARTCITY_WORD="$words[CURRENT]" \\
        $words[1] "${(@)words[2,CURRENT-1]}" 2>/dev/null | while IFS= read -r line; do
        found+=("${${line%%$'\\t'*}//:/\\\\:}:${line#*$'\\t'}")
    done
    if (( $#found )); then
        _describe -V smartcity found
    else
        _files
    fi
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _smartcity smartcity
"""
_FISH = """\
function __smartcity_complete
    set -l word (commandline -ct)
    set -l before (commandline -opc)
    set -l found (env _SMARTCITY_COMPLETE=described _SMARTCITY_WORD="$word" $before 2>/dev/null)
    if set -q found[1]
        printf '%s\\n' $found
    else
        __fish_complete_path "$word"
    end
end
complete --command smartcity --no-files --keep-order --arguments '(__smartcity_complete)'
"""
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName smartcity -ScriptBlock {
    param($word, $command, $cursor)
    $words = @($command.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } |
        ForEach-Object { $_.ToString() })
    $before = @($words | Select-Object -Skip 1)
    $env:_SMARTCITY_COMPLETE = 'described'
    $env:_SMARTCITY_WORD = $word
    try {
        & $words[0] @before 2>$null | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        Remove-Item Env:_SMARTCITY_COMPLETE, Env:_SMARTCITY_WORD -ErrorAction Ignore
    }
}
"""
SCRIPTS = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH, "powershell": _POWERSHELL, "pwsh": _POWERSHELL}


def show(shell: str) -> None:
    """Print the completion script of a shell."""
    write(SCRIPTS[_resolve(shell)].rstrip())


class ShellFiles(NamedTuple):
    """Where the script is installed, and the start-up file with the line that loads it, if the shell needs one."""

    script: Path
    start: Path | None
    line: str


def install(shell: str, lang: Language) -> None:
    """Install completion for a shell. What is installed already is not written again."""
    from ...workspace.writers.workshop import sweep
    from ...workspace.writing import write_file

    shell = _resolve(shell)
    files = FILES[shell](shell)
    content = SCRIPTS[shell].encode()
    sweep(files.script.parent)
    if not files.script.is_file() or files.script.read_bytes() != content:
        write_file(files.script, [content])
    write(str(files.script))
    if files.start is not None:
        _add_line(files.start, files.line)
        write(str(files.start))
    write(lang.translate(N_("Open a new terminal to use completion.")))


def _add_line(path: Path, line: str) -> None:
    """Append a line to a start-up file, which may be a link. Nothing else in it is changed."""
    before = path.read_bytes() if path.exists() else b""
    content = line.encode()
    if content in before.splitlines():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "ab") as file:
        file.write((b"\n" if before and not before.endswith(b"\n") else b"") + content + b"\n")


def _folder(variable: str, *default: str) -> Path:
    """The folder that an environment variable names, or else a folder in the home folder."""
    return Path(os.environ.get(variable) or Path.home().joinpath(*default))


def _script_path(ending: str) -> Path:
    return _folder("XDG_DATA_HOME", ".local", "share") / "smartcity" / f"completion.{ending}"


def _bash(_: str) -> ShellFiles:
    script = _script_path("bash")
    return ShellFiles(script, Path.home() / ".bashrc", f"source {shlex.quote(str(script))}")


def _zsh(_: str) -> ShellFiles:
    script = _script_path("zsh")
    return ShellFiles(script, _folder("ZDOTDIR") / ".zshrc", f"source {shlex.quote(str(script))}")


def _fish(_: str) -> ShellFiles:
    return ShellFiles(_folder("XDG_CONFIG_HOME", ".config") / "fish" / "completions" / "smartcity.fish", None, "")


def _powershell(shell: str) -> ShellFiles:
    script = _script_path("ps1")
    quoted = str(script).replace("'", "''")
    return ShellFiles(script, _profile(shell), f". '{quoted}'")


def _profile(shell: str) -> Path:
    """The start-up file of PowerShell. Only PowerShell itself knows where it is."""
    code = "[Console]::OutputEncoding = [Text.Encoding]::UTF8; $PROFILE"
    command = [shell, "-NoProfile", "-NonInteractive", "-Command", code]
    try:
        done = subprocess.run(command, capture_output=True, check=True)  # noqa: S603 - a list, no shell
    except (OSError, subprocess.CalledProcessError) as error:
        text = N_("{shell} does not say where its profile is: {reason}")
        raise UsageFaultError(text, shell=shell, reason=error) from error
    return Path(done.stdout.decode("utf-8").strip())


FILES: dict[str, Callable[[str], ShellFiles]] = {
    "bash": _bash,
    "zsh": _zsh,
    "fish": _fish,
    "powershell": _powershell,
    "pwsh": _powershell,
}


def _resolve(shell: str) -> str:
    """The shell of this name or, for `auto`, the shell that called this command."""
    if shell == "auto":
        import shellingham

        try:
            shell = shellingham.detect_shell()[0]
        except shellingham.ShellDetectionFailure:
            shell = "?"
    if shell not in SCRIPTS:
        raise UsageFaultError(N_("unknown shell {shell}; choose from {known}"), shell=shell, known=", ".join(SCRIPTS))
    return shell
