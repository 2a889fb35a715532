"""A made-up region that answers instruments: one of the programme's dimensions, one without, two with their own."""

from __future__ import annotations

from conftest import base_text

PROGRAM = "data/program.yaml"
HOME, SERVICE, TRAFFIC = "mini-2023", "layanan-2026", "lalu-lintas-2026"
"""The default instrument of the base; levels 1 to 5 and no dimensions; levels 0 to 5 and a dimension of its own."""
FIRST, SELF, COUNT = "2023-tahap-1", "layanan-mandiri", "hitung-2026"
"""The current stage of each."""
PARKING, PARKED = "parkir-2026", "parkir-mandiri"
"""One whose own dimensions are one of the programme and one of the instrument of traffic."""
SERVICE_SHEET = f"data/crosscutting/answers/{SELF}.yaml"
TRAFFIC_SHEET = f"data/dimensions/mobility/answers/{COUNT}.yaml"

_INSTRUMENT = """id: {id}
name: {{id: {name}, en: {name}}}
version: "2026"
evidence_rubric: unofficial
not_applicable: counted
scale: {{lowest: {lowest}, highest: 5}}
{more}aspects:
  - {{id: a-{id}, name: Aspek}}
variants:
  - {{id: daerah, name: Daerah, weights: {{a-{id}: 100}}, sources: [berita]}}
ladders: []
items:
{items}sources: [berita]
"""
_ITEM = "  - {{id: {id}, aspect: a-{instrument}, question: Butir {id}, evidence: [{evidence}]{more}}}\n"
_STAGE = """  - id: {id}
    name: Tahap {id}
    year: 2026
    instrument: {instrument}
    starts_on: null
    ends_on: {ends}
    place: null
    mode: null
    sources: [berita]
"""
_SHEET = """stage: {stage}
dimension: {dimension}
answers:
"""
_ANSWER = """  - item: {item}
    fact: Terlaksana
    level: {level}
    sources: [berita]
    evidence: [{{evidence: sk-forum, pages: "{page}"}}]
    responsible: dinkes
    answered_on: null
"""


def item(name: str, instrument: str, more: str = "", kind: str = "{kind: decree, text: SK}") -> str:
    return _ITEM.format(id=name, instrument=instrument, more=more, evidence=kind)


def service(*items: str, lowest: int = 1, more: str = "") -> str:
    """The instrument without dimensions."""
    listed = items or (item("aplikasi", SERVICE), item("pengguna", SERVICE))
    return _INSTRUMENT.format(id=SERVICE, name="Indeks layanan", lowest=lowest, more=more, items="".join(listed))


def traffic() -> str:
    """The instrument with its own dimension."""
    return _INSTRUMENT.format(
        id=TRAFFIC,
        name="Indeks lalu lintas",
        lowest=0,
        more="dimensions: [mobility]\n",
        items=item("simpang", TRAFFIC, ", dimension: mobility"),
    )


def stage(name: str, instrument: str, ends: str = "null") -> str:
    return _STAGE.format(id=name, instrument=instrument, ends=ends)


def sheet(name: str, *answers: tuple[str, int], dimension: str = "null") -> str:
    listed = (_ANSWER.format(item=one, level=level, page=place) for place, (one, level) in enumerate(answers, 5))
    return _SHEET.format(stage=name, dimension=dimension) + "".join(listed)


def program(*also: tuple[str, str], stages: str = "", variant: str = "daerah") -> str:
    """The programme of the base that also answers these instruments, each with its current stage."""
    entries = "".join(f"  - {{instrument: {name}, variant: {variant}, stage: {now}}}\n" for name, now in also)
    text = base_text(PROGRAM, ("dimensions:", (f"also:\n{entries}" if also else "") + "dimensions:"))
    return text.replace("meetings:", f"{stages}meetings:", 1)


def service_only(*answers: tuple[str, int], ends: str = "null") -> dict[str, str | bytes | None]:
    """The base with the instrument without dimensions as a second one, and its answers."""
    return {
        PROGRAM: program((SERVICE, SELF), stages=stage(SELF, SERVICE, ends)),
        f"data/instruments/{SERVICE}.yaml": service(),
        SERVICE_SHEET: sheet(SELF, *answers) if answers else sheet(SELF).replace("answers:", "answers: []"),
    }


def all_three() -> dict[str, str | bytes | None]:
    """The base with both other instruments, each answered."""
    return {
        **service_only(("aplikasi", 5)),
        PROGRAM: program((SERVICE, SELF), (TRAFFIC, COUNT), stages=stage(SELF, SERVICE) + stage(COUNT, TRAFFIC)),
        f"data/instruments/{TRAFFIC}.yaml": traffic(),
        TRAFFIC_SHEET: sheet(COUNT, ("simpang", 2), dimension="mobility"),
        "data/dimensions/mobility/dimension.yaml": base_text(
            "data/dimensions/economy/dimension.yaml", ("economy", "mobility"), ("pokja-economy", "pokja-mobility")
        ).replace("welfare", "streets"),
    }


def parking() -> str:
    """The instrument that has a dimension in common with each of two others, and an item without one."""
    return _INSTRUMENT.format(
        id=PARKING,
        name="Indeks parkir",
        lowest=0,
        more="dimensions: [mobility, living]\n",
        items=item("lahan", PARKING, ", dimension: mobility")
        + item("tarif", PARKING, ", dimension: living")
        + item("aturan", PARKING),
    )


def all_four() -> dict[str, str | bytes | None]:
    """The base with three other instruments, each answered, and reviewers of each part."""
    stages = stage(SELF, SERVICE) + stage(COUNT, TRAFFIC) + stage(PARKED, PARKING, "2026-11-30")
    reviewers = "".join(
        f"  - {{working_group: {name}, accounts: ['@contoh/{account}']}}\n"
        for name, account in (("null", "sekretariat"), ("pokja-mobility", "jalan"), ("pokja-living", "hidup"))
    )
    programme = program((SERVICE, SELF), (TRAFFIC, COUNT), (PARKING, PARKED), stages=stages)
    return {
        **all_three(),
        PROGRAM: f"{programme}\nreviewers:\n{reviewers}",
        f"data/instruments/{PARKING}.yaml": parking(),
        f"data/dimensions/mobility/answers/{PARKED}.yaml": sheet(PARKED, ("lahan", 3), dimension="mobility"),
        f"data/dimensions/living/answers/{PARKED}.yaml": sheet(PARKED, ("tarif", 5), dimension="living"),
        f"data/crosscutting/answers/{PARKED}.yaml": sheet(PARKED, ("aturan", 1)),
    }
