"""Patterns of personal data. They are in a module of their own because most texts need none, and compiling is slow."""

from __future__ import annotations

import re

_PROVINCES = "1[1-9]|21|3[1-6]|5[1-3]|6[1-5]|7[1-6]|8[12]|9[1-7]"
_DAY = r"(?:0[1-9]|[12]\d|3[01]|4[1-9]|[56]\d|7[01])"
_MONTH = r"(?:0[1-9]|1[0-2])"
_EDGE = r"(?<![0-9A-Za-z])"
_NO_MORE = r"(?![0-9A-Za-z])"

IDENTITY = re.compile(
    rf"{_EDGE}(?:(?<![=/])(?:{_PROVINCES})\d{{14}}"  # unbroken; within a web address it must have a valid birthday
    # A number whose date has dots between day, month and year is the code of an account or an asset.
    rf"|(?:{_PROVINCES})[ .\-]?\d{{2}}[ .\-]?\d{{2}}[ .\-]?{_DAY}[ \-]?{_MONTH}[ \-]?\d{{2}}[ .\-]?\d{{4}}"
    rf"|(?:{_PROVINCES})\d{{2}}[ \-]\d{{4}}[ \-]\d{{4}}[ \-]\d{{4}}){_NO_MORE}"
)
IDENTITY_NAMED = re.compile(
    r"(?i)\b(?:NIK|KTP|no\.?\s*KK|kartu\s+keluarga|nomor\s+induk\s+kependudukan|family\s*card)(?![a-z])\D{0,20}"
    rf"((?:\d[ .\-]?){{15}}\d){_NO_MORE}"
)
CIVIL_SERVANT = re.compile(
    rf"{_EDGE}(?:19|20)\d{{2}}{_MONTH}(?:0[1-9]|[12]\d|3[01])"
    rf"[ .\-]?(?:19|20)\d{{2}}{_MONTH}[ .\-]?[12][ .\-]?\d{{3}}{_NO_MORE}"
)
MOBILE = re.compile(
    r"(?<![0-9A-Za-z.,/=_-])(?:\+?62|\(\+?62\)|0)[ .\-]?8[1-9]\d?(?:[ .)\-]{0,2}\d){6,10}(?![0-9A-Za-z]|[./]\d)"
)
PHONE_NAMED = re.compile(
    r"(?i)\b(?:telp|telepon|tlp|tel|phone|hp|no\.?\s*hp|wa|whatsapp|ponsel|handphone)\b\.?[^\d\n+(]{0,20}"
    r"([+(]{0,2}(?:62|0)[) .\-]{0,2}\d(?:[ .\-)]{0,2}\d){6,11})(?!\d)"
)
EMAIL = re.compile(
    r"(?<![\w.+%-])[\w.+%-]{1,64}@((?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.){1,8}[A-Za-z]{2,24})\b"
)
OFFICIAL = (".go.id", ".desa.id", ".mil.id", ".ac.id", ".sch.id")
ACCOUNT = re.compile(
    r"(?i)\b(?:no(?:mor)?\.?[ _]*rek(?:ening)?|rekening|norek|rek\b\.?|bank[ _]account|account[ _]number"
    r"|(?:bank|BRI|BNI|BCA|BSI|BTN)\s+(?:no\.?|a/?c)?)"
    r"[^\d\n]{0,30}?(?<![\d.])(?<!rp)(?<!rp\.)(?<!rp )(\d[\d .\-]{7,22}\d)(?![\d.])"
)
AMOUNT = re.compile(r"\d{1,3}(?:\.\d{3})+")
YEARS = re.compile(r"(?:(?:19|20)\d{2}(?:-\d{2}-\d{2})?[ .\-]*)+")
BUDGET_CODE = re.compile(r"\d(?:\.\d{1,4}){2,}")
"""An account of the regional budget, such as 5.1.02.01.01.0024, is also called a *rekening*."""
