"""Policy: what a page that is filled in may do."""


def allowed(sheet: str, script: str) -> str:
    """Use its own style and script, by their hashes, and nothing from anywhere else."""
    return f"default-src 'none'; style-src '{sheet}'; script-src '{script}'; base-uri 'none'; form-action 'none'"
