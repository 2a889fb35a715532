"""By kind: folded lines that may hold personal data, looked at for each kind of datum."""
