"""The engine is loaded without the modules for mail, and these work as ever afterwards."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.schema.light_load import parse_mail_date

LOADED = """
import sys
from banjar_smartcity.schema import rust
assert "socket" not in sys.modules and "email" not in sys.modules
import email.utils
assert email.utils.parseaddr("A <a@b.c>") == ("A", "a@b.c")
assert rust.compile_shipped("sources")
"""


def test_no_socket_is_loaded_to_check_a_file() -> None:
    pytest.importorskip("jsonschema_rs")
    subprocess.run([sys.executable, "-c", LOADED], check=True)


@given(st.datetimes(min_value=datetime(1000, 1, 1), max_value=datetime(9999, 12, 31)))
def test_a_date_is_that_of_the_standard_library(day: datetime) -> None:
    text = format_datetime(day.replace(tzinfo=UTC, microsecond=0))
    assert parse_mail_date(text) == parsedate_to_datetime(text)


def test_a_date_of_another_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="0700"):
        parse_mail_date("Tue, 27 Oct 2026 10:17:51 +0700")
