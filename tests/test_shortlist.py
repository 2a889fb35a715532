"""The shortlist: ranked on evidence, ties left as ties, never both of two doubles proposed, gaps shown."""

from __future__ import annotations

from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from banjar_smartcity.innovations.maturity import assess
from banjar_smartcity.innovations.shortlist import (
    HeldBack,
    Shortlist,
    Slot,
    SlotState,
    compute_shortlists,
    key,
    twins_in,
)
from banjar_smartcity.model.innovation import Innovation
from banjar_smartcity.render.terminal.records.innovations.table import several
from test_maturity import PROOF, REAL, answered

BLANK = answered()._replace(
    dimension="governance", sub_dimension="public-service", status="confirmed", also_named=(), expansions=()
)
NAMES = ("Anggrek", "Bambu", "Cendana", "Dahlia", "Enau")


class Wanted(NamedTuple):
    """An innovation by what counts for its rank: levels proved and merely claimed of the indicator on replication."""

    proved: int = 0
    claimed: int = 0
    mandatory: int = 0
    """Its level of regulation, proved."""
    part: str | None = "public-service"
    status: str = "confirmed"
    twin: int | None = None
    described: bool = False


def innovation(number: int, wanted: Wanted) -> Innovation:
    levels = answered(
        ("replication", wanted.proved, ("agreement",)),
        ("video", wanted.claimed, ()),
        ("regulation", wanted.mandatory, ("decree",)),
    ).maturity
    name = NAMES[number]
    return BLANK._replace(
        id=name.lower(),
        name=name,
        sub_dimension=wanted.part,
        status=wanted.status,
        maturity=levels,
        possible_duplicate_of=None if wanted.twin is None else NAMES[wanted.twin].lower(),
        facts=BLANK.facts if wanted.described else (),
    )


def drawn(*wanted: Wanted) -> tuple[Shortlist, ...]:
    records = [innovation(number, one) for number, one in enumerate(wanted)]
    model = REAL._replace(innovations={record.id: record for record in records})
    return compute_shortlists(model, assess(model, PROOF))


def governance(*wanted: Wanted) -> Shortlist:
    return drawn(*wanted)[0]


def service(*wanted: Wanted) -> Slot:
    return governance(*wanted).parts[0]


def names(slot: Slot) -> list[tuple[int | None, str]]:
    return [(candidate.rank, candidate.maturity.record.name) for candidate in slot.candidates]


def leaders(slot: Slot) -> list[str]:
    return [candidate.maturity.record.name for candidate in slot.first]


def test_who_has_more_supported_points_stands_first() -> None:
    slot = service(Wanted(proved=1), Wanted(proved=2))
    assert names(slot) == [(1, "Bambu"), (2, "Anggrek")]
    assert (slot.state, leaders(slot)) == (SlotState.FIRST, ["Bambu"])
    assert slot.criterion
    assert slot.criterion.id == "supported"
    assert slot.next
    assert slot.next.maturity.record.name == "Anggrek"


@pytest.mark.parametrize(
    ("one", "other", "criterion"),
    [
        (Wanted(proved=1), Wanted(proved=1, claimed=1), "lowest"),
        (Wanted(proved=1), Wanted(mandatory=1), "mandatory"),  # both weigh 3; regulation is mandatory
        (Wanted(proved=1), Wanted(proved=1, described=True), "completeness"),
    ],
)
def test_among_equals_the_next_criterion_decides(one: Wanted, other: Wanted, criterion: str) -> None:
    slot = service(one, other)
    assert leaders(slot) == ["Bambu"]
    assert slot.criterion
    assert slot.criterion.id == criterion


def test_where_nothing_distinguishes_them_they_tie_and_share_a_rank() -> None:
    slot = service(Wanted(proved=1), Wanted(proved=2), Wanted(proved=2))
    assert names(slot) == [(1, "Bambu"), (1, "Cendana"), (3, "Anggrek")]
    assert (slot.state, leaders(slot)) == (SlotState.TIE, ["Bambu", "Cendana"])
    assert slot.criterion is None


def test_of_which_nothing_is_proved_is_not_ranked_however_much_it_claims() -> None:
    slot = service(Wanted(claimed=3), Wanted())
    assert names(slot) == [(None, "Anggrek"), (None, "Bambu")]
    assert (slot.state, slot.first) == (SlotState.UNRANKED, ())


def test_the_only_one_of_which_anything_is_proved_stands_first_without_a_criterion() -> None:
    slot = service(Wanted(claimed=3), Wanted(proved=1))
    assert (slot.state, leaders(slot), slot.criterion, slot.next) == (SlotState.FIRST, ["Bambu"], None, None)


def test_withdrawn_ones_are_left_out_and_leave_a_hole() -> None:
    slot = service(Wanted(proved=3, status="withdrawn"))
    assert (slot.state, slot.candidates) == (SlotState.EMPTY, ())


def test_candidates_without_a_sub_dimension_stand_for_the_dimension() -> None:
    found = governance(Wanted(proved=1, part=None), Wanted(proved=2))
    assert [c.maturity.record.name for c in found.unplaced] == ["Anggrek"]
    assert names(found.whole) == [(1, "Bambu"), (2, "Anggrek")]
    assert names(found.parts[0]) == [(1, "Bambu")]


def test_of_doubles_only_the_one_that_is_proved_further_is_put_forward() -> None:
    found = governance(Wanted(proved=2), Wanted(proved=1, part="public-policy", twin=0))
    service_slot, policy_slot = found.parts[:2]
    assert leaders(service_slot) == ["Anggrek"]
    assert (policy_slot.state, policy_slot.first) == (SlotState.DOUBLE, ())
    assert policy_slot.candidates[0].held_back is HeldBack.BEHIND
    assert leaders(found.whole) == ["Anggrek"]
    assert found.whole.criterion
    assert found.whole.criterion.id == "supported"


def test_of_doubles_that_nothing_distinguishes_none_is_put_forward() -> None:
    slot = service(Wanted(proved=2), Wanted(proved=2, twin=0), Wanted(proved=1))
    assert (slot.state, slot.first) == (SlotState.DOUBLE, ())
    assert [candidate.held_back for candidate in slot.candidates] == [HeldBack.EQUAL, HeldBack.EQUAL, None]


def test_behind_a_double_that_is_held_back_the_next_may_stand_first() -> None:
    found = governance(Wanted(proved=3, part="public-policy"), Wanted(proved=2, twin=0), Wanted(proved=1))
    slot = found.parts[0]
    assert names(slot) == [(1, "Bambu"), (2, "Cendana")]
    assert (slot.state, leaders(slot)) == (SlotState.FIRST, ["Cendana"])


def test_doubles_of_which_nothing_is_proved_are_marked_but_not_held_back() -> None:
    slot = service(Wanted(), Wanted(twin=0))
    assert [(len(c.twins), c.held_back) for c in slot.candidates] == [(1, None), (1, None)]


def test_doubles_are_found_by_name_too_and_reach_through_each_other() -> None:
    one, two, three = (innovation(number, Wanted()) for number in range(3))
    records = (
        one._replace(name="Si Marta"),
        two._replace(name="Simarta"),
        three._replace(possible_duplicate_of=two.id),
    )
    found = twins_in({record.id: record for record in records})
    assert set(found) == {"anggrek", "bambu", "cendana"}
    assert {tuple(other.id for other in group) for group in found.values()} == {("anggrek", "bambu", "cendana")}


def test_of_many_doubles_the_first_few_are_named() -> None:
    assert several("abc") == "a, b, c"
    assert several("abcdefg") == "a, b, c, d, e, …"


def test_of_the_regions_own_innovations_none_can_be_ranked() -> None:
    lists = compute_shortlists(REAL, assess(REAL, PROOF))
    states = {slot.state for found in lists for slot in (found.whole, *found.parts)}
    assert states == {SlotState.UNRANKED, SlotState.EMPTY}
    assert [len(compute_shortlists(REAL, assess(REAL, PROOF), "living"))] == [1]


WANTED = st.builds(
    Wanted,
    proved=st.integers(0, 3),
    claimed=st.integers(0, 1),
    mandatory=st.integers(0, 1),
    part=st.sampled_from(("public-service", "public-policy", None)),
    status=st.sampled_from(("confirmed", "confirmed", "withdrawn")),
    twin=st.none() | st.integers(0, 4),
)


@given(st.lists(WANTED, min_size=1, max_size=5))
def test_no_two_doubles_are_put_forward_and_nobody_stands_before_a_better_one(wanted: list[Wanted]) -> None:
    lists = drawn(*wanted)
    slots = [slot for found in lists for slot in (found.whole, *found.parts)]
    put_forward = {c.maturity.record.id for slot in slots for c in slot.first}
    for slot in slots:
        for candidate in slot.candidates:
            if candidate.maturity.record.id in put_forward:
                assert not put_forward & {twin.id for twin in candidate.twins}
        free = [c for c in slot.candidates if c.rank is not None and c.held_back is None]
        if slot.first:
            best = max(key(c.maturity) for c in free)
            assert {key(c.maturity) for c in slot.first} == {best}
            assert len(slot.first) == sum(key(c.maturity) == best for c in free)
            assert (slot.state is SlotState.FIRST) == (len(slot.first) == 1)
