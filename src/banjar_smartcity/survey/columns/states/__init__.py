"""States: columns that say of each row whether it should count, under any name.

Columns without a known meaning and their cells come in; those by which rows are asked about go out.
"""
