"""A small library of made-up readouts: two states, their people, and a formula that changes over the years.

Estonia and Latvia are real so that the lexicon knows them; nobody ever said anything of this.
"""

from __future__ import annotations

from pathlib import Path

FORMULA = "nothing about the Amber Corridor without the people of the coast"

# Day, issuer, format, title, then sections: heading and words.
READOUTS = {
    "tallinn-2019": (
        "2019-03-01",
        "Estonia",
        "meeting",
        "President Holm meets Prime Minister Tarr",
        ("Opening", "President Ada Holm of Estonia met Prime Minister Iven Tarr of Latvia in Riga."),
        (
            "Amber Corridor",
            f"President Holm stressed that there would be {FORMULA}."
            " Prime Minister Tarr welcomed the Amber Corridor.",
        ),
        ("Terrorism", "The President condemned terrorism in all its forms."),
    ),
    "riga-2019": (
        "2019-03-02",
        "Latvia",
        "meeting",
        "Meeting with President Holm",
        ("Opening", "Prime Minister Iven Tarr of Latvia received President Ada Holm of Estonia in Riga."),
        (
            "The Amber Corridor",
            "Prime Minister Tarr said that no decision on the Amber Corridor would count without the people"
            " of the coast.",
        ),
    ),
    "tallinn-2020": (
        "2020-05-07",
        "Estonia",
        "call",
        "Call with the Prime Minister of Latvia",
        ("Opening", "President Ada Holm of Estonia spoke with Prime Minister Iven Tarr of Latvia."),
        (
            "Amber Corridor",
            "President Holm reiterated that there would be nothing about the Amber Corridor without the towns"
            " of the coast.",
        ),
        (
            "Situation in Belarus",
            "President Holm voiced concern about Belarus. Prime Minister Tarr took note of the concern.",
        ),
    ),
    "tallinn-2021": (
        "2021-06-08",
        "Estonia",
        "visit",
        "President Holm visits Riga",
        ("Opening", "President Ada Holm of Estonia met Prime Minister Iven Tarr of Latvia in Riga."),
        (
            "Amber Corridor",
            "President Holm urged that there be nothing at all about the Amber Corridor without the towns of"
            " the coast.",
        ),
    ),
    "tallinn-2022": (
        "2022-07-09",
        "Estonia",
        "call",
        "President Holm calls Prime Minister Tarr",
        ("Opening", "President Ada Holm of Estonia spoke with Prime Minister Iven Tarr of Latvia."),
        ("Counter-terrorism", "President Holm and Prime Minister Tarr agreed to fight terrorist groups."),
        ("Belarus", "Prime Minister Tarr discussed the situation in Belarus with Ada Holm."),
    ),
    "vilnius-2022": (
        "2022-09-01",
        "Lithuania",
        "notice",
        "Statement on the harbours",
        (
            "Harbours",
            "Foreign Minister Olga Rusk of Lithuania announced new harbours for ships from Finland.",
        ),
    ),
}
PARTIES = {"Estonia": "[Estonia, Latvia]", "Latvia": "[Latvia, Estonia]", "Lithuania": "[Lithuania, Finland]"}


def written(name: str) -> str:
    date, issuer, form, title, *sections = READOUTS[name]
    head = (
        f"---\nbriefing: 1\nid: {name}\ndate: {date}\nformat: {form}\nissuer: {issuer}\n"
        f"parties: {PARTIES[issuer]}\nsource: {{path: {name}.txt, url: 'https://example.org/{name}'}}\n---\n\n"
    )
    return head + f"# {title}\n" + "".join(f"\n## {heading}\n\n{words}\n" for heading, words in sections)


def fill(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    for name in READOUTS:
        (folder / f"{name}.md").write_text(written(name), encoding="utf-8")
    return folder
