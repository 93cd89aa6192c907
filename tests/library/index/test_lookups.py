"""What dossiers are made of is what the briefings hold when they are opened."""

from collections import Counter

import pytest

from briefing.library.index import queries


def ids(briefings):
    return sorted({entity.id for one in briefings for entity in one.entities})


def test_every_appearance_is_there(full):
    shelf, index = full
    lookups = index.lookups()
    for name in ids(shelf.briefings):
        wanted = {
            (one.id, e.name, e.role, e.aliases, tuple((m.start, m.end, m.form) for m in e.mentions))
            for one in shelf.briefings
            for e in one.entities
            if e.id == name
        }
        found = list(lookups.appearances(name))
        assert {(a.briefing.id, a.name, a.role, a.aliases, a.mentions) for a in found} == wanted
        dates = [a.briefing.date for a in found]
        assert dates == sorted(dates, reverse=True)


def test_names_lead_to_their_entities_with_the_number_of_briefings(full):
    shelf, index = full
    lookups = index.lookups()
    forms = Counter()
    for one in shelf.briefings:
        for entity in one.entities:
            forms.update((form, entity.id) for form in {entity.name, *entity.aliases})
    for (form, name), count in forms.items():
        (known,) = [one for one in lookups.entities(form.upper()) if one.id == name]
        assert dict(known.forms)[form] == count
        assert known.briefings == sum(name in {e.id for e in one.entities} for one in shelf.briefings)
    assert lookups.entities("country:NO")[0].name == "Norway"
    assert lookups.entities("nobody of that name") == []
    assert ("Norway", "country:NO", forms["Norway", "country:NO"]) in lookups.names("norw")


@pytest.mark.parametrize("part", ["by", "to", "about"])
def test_every_statement_is_there(full, part):
    shelf, index = full
    lookups = index.lookups()
    seen = 0
    for name in ids(shelf.briefings):
        wanted = set()
        for one in shelf.briefings:
            entity = next((e for e in one.entities if e.id == name), None)
            if entity is None:
                continue
            for s in one.statements:
                involved = {
                    "by": entity.name in s.speaker.split("; "),
                    "to": entity.name == s.addressee,
                    "about": any(s.start <= m.start < s.end for m in entity.mentions),
                }[part]
                if involved:
                    heading = one.sections[s.section].heading
                    wanted.add((one.id, s.start, s.end, one.surface(s), heading, s.speaker, s.cues, s.side))
        found = list(lookups.statements(name, part))
        assert {
            (s.briefing.id, s.start, s.end, s.words, s.section, s.speaker, s.cues, s.side) for s in found
        } == wanted
        assert len(found) == len(wanted)
        seen += len(found)
    assert seen


def test_days_narrow_what_is_looked_up(full):
    _, index = full
    lookups = index.lookups()
    name = lookups.counterparts("country:NO")[0][0]
    everything = list(lookups.appearances(name))
    after, before = (everything[len(everything) * part // 3].briefing.date for part in (2, 1))
    narrowed = list(lookups.appearances(name, after, before))
    assert narrowed == [one for one in everything if after <= one.briefing.date < before]
    assert 0 < len(narrowed) < len(everything)
    said = list(lookups.statements(name, "about", after, before))
    assert said
    assert {one.briefing.id for one in said} <= {one.briefing.id for one in narrowed}


def test_counterparts_are_counted(full):
    shelf, index = full
    beside = Counter()
    for one in shelf.briefings:
        found = {e.id for e in one.entities}
        if "country:NO" in found:
            beside.update(found - {"country:NO"})
    assert {name: count for name, _, _, count in index.lookups().counterparts("country:NO")} == beside


def test_sections_of_an_issue(full):
    shelf, index = full
    lookups = index.lookups()
    by_heading = {
        (one.id, section.start)
        for one in shelf.briefings
        for section in one.sections
        if section.heading == "Grain exports"
    }
    found = {(p.briefing.id, p.start) for p in lookups.sections("grain exports")}
    assert by_heading <= found
    for name, label, count in lookups.issues():
        passages = list(lookups.sections(name))
        strong = [p for p in passages if label in dict(p.issues)]
        assert len(strong) == count


def test_a_passage_is_a_section_with_its_sentences(full):
    shelf, index = full
    briefings = {one.id: one for one in shelf.briefings}
    found = list(index.lookups().passages(queries.parse('"maritime security"').match, newest=False))
    assert found
    dates = [one.briefing.date for one in found]
    assert dates == sorted(dates)
    for passage in found:
        one = briefings[passage.briefing.id]
        section = next(s for s in one.sections if s.start == passage.start)
        assert (passage.words, passage.heading, passage.kind) == (
            one.surface(section),
            section.heading,
            section.kind,
        )
        inside = [(s.start, s.end) for s in one.sentences if section.start <= s.start < section.end]
        assert list(passage.sentences) == inside
        for number, (start, end) in enumerate(inside):
            assert passage.sentence(number) == one.text[start:end]
        said = index.lookups().statements_in(passage.briefing, passage.start, section.end)
        assert [(s.start, s.end) for s in said] == [
            (s.start, s.end) for s in one.statements if section.start <= s.start < section.end
        ]


def test_many_rows_come_in_stretches_without_a_gap(full, monkeypatch):
    from briefing.library.index import lookups as module

    _, index = full
    whole = list(index.lookups().statements("country:NO", "about"))
    passages = list(index.lookups().passages('"the"', newest=False))
    monkeypatch.setattr(module, "_AT_ONCE", 3)
    assert list(index.lookups().statements("country:NO", "about")) == whole
    assert list(index.lookups().passages('"the"', newest=False)) == passages
    assert list(index.lookups().passages('"the"')) == passages[::-1]
