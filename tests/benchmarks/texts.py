"""Readouts made of word lists and sentence patterns, the same for the same seed.

People, towns and some states are invented; other states and the organisations are real, so that the lexicon is
hit as often as in a real text. Nothing here was ever said.
"""

from __future__ import annotations

from random import Random

SHORTEST, LONGEST = 600, 2400

STATES = [
    ("Arvenia", "Arvenian"), ("Kessaria", "Kessarian"), ("Tolmark", "Tolmarkian"), ("Orvalia", "Orvalian"),
    ("Brazil", "Brazilian"), ("Kenya", "Kenyan"), ("Norway", "Norwegian"), ("Indonesia", "Indonesian"),
    ("Uruguay", "Uruguayan"), ("Ghana", "Ghanaian"), ("Japan", "Japanese"), ("Portugal", "Portuguese"),
    ("Jordan", "Jordanian"), ("Mongolia", "Mongolian"), ("Canada", "Canadian"), ("Morocco", "Moroccan"),
    ("Viet Nam", "Vietnamese"), ("Kazakhstan", "Kazakh"), ("New Zealand", "New Zealand"), ("Chile", "Chilean"),
]  # fmt: skip
CITIES = [
    "Oslo", "Nairobi", "Jakarta", "Lisbon", "Amman", "Ottawa", "Rabat", "Astana", "Geneva", "Montevideo",
    "Accra", "Hanoi", "Velmora", "Port Sarin", "Old Tessk",
]  # fmt: skip
BODIES = [
    "United Nations", "UN Security Council", "African Union", "European Union", "ASEAN", "World Bank", "WTO",
    "World Health Organization", "International Monetary Fund", "NATO", "OSCE", "G20", "Arab League",
    "International Atomic Energy Agency", "Human Rights Council", "UNICEF", "MERCOSUR",
]  # fmt: skip
TEXTS = [
    "UN Charter", "Paris Agreement", "2030 Agenda for Sustainable Development", "Treaty on the Non-Proliferation"
    " of Nuclear Weapons", "Universal Declaration of Human Rights", "Comprehensive Nuclear-Test-Ban Treaty",
]  # fmt: skip
OFFICES = [
    "President", "Prime Minister", "Foreign Minister", "Minister of Foreign Affairs", "Defence Minister",
    "Secretary of State", "Deputy Prime Minister", "Minister for Trade", "Special Envoy", "Ambassador",
]  # fmt: skip
FIRST_NAMES = [
    "Ada", "Bekir", "Carin", "Dario", "Elvi", "Farid", "Greta", "Hakim", "Ines", "Jorun", "Kamau", "Lena",
    "Mirko", "Nadia", "Oren", "Priya", "Rafe", "Sela", "Tomas", "Yuna",
]  # fmt: skip
SYLLABLES = [
    "bran",
    "del",
    "fo",
    "gar",
    "hel",
    "ka",
    "lor",
    "mi",
    "nov",
    "os",
    "pel",
    "ri",
    "sta",
    "tu",
    "vek",
    "zan",
]
ENDINGS = ["ak", "dal", "ev", "in", "mar", "ner", "ost", "ra", "sen", "witz"]
VERBS = [
    "stressed", "underlined", "reaffirmed", "welcomed", "noted", "regretted", "condemned", "called for",
    "expressed concern over", "emphasised", "discussed", "raised", "reiterated support for", "took note of",
    "drew attention to", "rejected", "commended", "recalled",
]  # fmt: skip
TOPICS = [
    "cooperation in renewable energy", "the humanitarian situation in {place}", "food security", "maritime security",
    "the expansion of bilateral trade", "a comprehensive ceasefire in {place}", "the fight against terrorism",
    "people-to-people exchanges", "the {project}", "the reform of the {body}", "freedom of navigation",
    "the implementation of the {text}", "the situation along the border with {state}", "critical minerals",
    "the return of refugees to {place}", "visa facilitation for students", "the safety of nuclear facilities",
    "a free trade agreement with {state}", "the role of the {body}", "climate finance for small island states",
    "the release of all detained persons", "cyber security and artificial intelligence", "grain exports from {place}",
]  # fmt: skip
TAILS = [
    "", "", " and agreed to continue consultations", " in line with the {text}", " and the role of the {body}",
    ", which had worsened since {month}", " in the run-up to the {body} meeting in {place}",
    ", noting that volumes had grown by {number} per cent since {year}", " as a matter of urgency",
    " between {state} and {other}",
]  # fmt: skip
LEADS = [
    "", "", "", "", "On {topic}, ", "Turning to {topic}, ", "In this regard, ", "At the same time, ",
    "With regard to {topic}, ", "During the talks, ",
]  # fmt: skip
PATTERNS = [
    "{lead}{speaker} {verb} {topic}{tail}.",
    "{lead}{speaker} {verb} {topic} and {verb} {topic}{tail}.",
    "{lead}{speaker} said that {topic} was a priority for {state}{tail}.",
    "{lead}the two sides {verb} {topic}{tail}.",
    "{lead}both sides agreed that {topic} should be taken up by the {body}{tail}.",
    "{speaker} informed {listener} about {topic}; {listener} {verb} {topic}.",
    "“We attach great importance to {topic},” {speaker} said, adding that {topic} would follow.",
    "An agreement on {topic} was signed by {person} of {state} and {other_person} of {other}.",
    "{topic_cap} was also discussed{tail}.",
]
PROJECTS = [
    "Corridor",
    "Pipeline",
    "Initiative",
    "Bridge Project",
    "Solar Park",
    "Partnership Fund",
    "Railway",
]
MONTHS = ["January", "March", "April", "June", "September", "October", "December"]
HEADINGS = [
    "Political cooperation", "Trade and Investment", "Security and defence", "Energy and climate",
    "Regional and international issues", "Science, education and culture", "Multilateral cooperation",
]  # fmt: skip
CHAIRS = ["Welcoming", "Recalling", "Reaffirming", "Noting", "Recognizing", "Bearing in mind"]


class Meeting:
    """Two sides and what a sentence about them is filled with."""

    def __init__(self, random: Random) -> None:
        self.random = random
        (self.state, self.demonym), (self.other, self.other_demonym) = random.sample(STATES, 2)
        self.host, self.guest = self.new_person(), self.new_person()
        self.host_office, self.guest_office = random.choice(OFFICES), random.choice(OFFICES)

    def new_name(self) -> str:
        middle = "".join(self.random.sample(SYLLABLES, self.random.choice((1, 2))))
        return (middle + self.random.choice(ENDINGS)).capitalize()

    def new_person(self) -> str:
        return f"{self.random.choice(FIRST_NAMES)} {self.new_name()}"

    def opening(self) -> str:
        pick = self.random.choice
        day = f"{self.random.randint(1, 28)} {pick(MONTHS)} {self.random.randint(2005, 2024)}"
        host, guest = f"{self.host_office} {self.host}", f"{self.guest_office} {self.guest}"
        return pick(
            [
                f"{host} of {self.state} met {guest} of {self.other} in {pick(CITIES)} on {day}.",
                f"On {day}, {self.demonym} {host} held a telephone conversation with {self.other_demonym} {guest}.",
                f"{pick(CITIES).upper()}, {day}. {host} received {self.other_demonym} {guest} today.",
                f"{host} spoke today with {guest} of {self.other}. The call took place at the initiative of the"
                f" {self.other_demonym} side.",
            ]
        )

    def sentence(self) -> str:
        """A sentence, its pattern filled until nothing is left to fill."""
        text = self.random.choice(PATTERNS)
        while "{" in text:
            before, _, rest = text.partition("{")
            hole, _, after = rest.partition("}")
            text = before + self._filling(hole) + after
        return text[0].upper() + text[1:]

    def quotation(self, sentences: int) -> str:
        """Sentences as a newspaper quotes them from a statement."""
        return (
            "“" + " ".join(self.sentence().replace("“", "").replace("”", "") for _ in range(sentences)) + "”"
        )

    def _filling(self, hole: str) -> str:
        pick = self.random.choice
        match hole:
            case "lead":
                return pick(LEADS)
            case "tail":
                return pick(TAILS)
            case "verb":
                return pick(VERBS)
            case "topic":
                return pick(TOPICS)
            case "topic_cap":
                topic = pick(TOPICS)
                return topic[0].upper() + topic[1:]
            case "speaker" | "listener":
                return pick(
                    [
                        f"the {self.host_office}", f"the {self.guest_office}", f"{self.host_office} {self.host}",
                        self.guest.split()[-1], "he", "she", f"the {self.demonym} side", self.other,
                        f"{self.guest_office} {self.guest.split()[-1]}", f"the {self.other_demonym} {self.guest_office}",
                    ]
                )  # fmt: skip
            case "person" | "other_person":
                return self.new_person()
            case "state":
                return pick([self.state, self.state, pick(STATES)[0]])
            case "other":
                return self.other
            case "place":
                return pick([pick(CITIES), pick(STATES)[0], self.new_name()])
            case "project":
                return f"{self.new_name()} {pick(PROJECTS)}"
            case "body":
                return pick(BODIES)
            case "text":
                return pick(TEXTS)
            case "month":
                return pick(MONTHS)
            case "number":
                return str(self.random.randint(2, 90))
            case "year":
                return str(self.random.randint(1990, 2023))
        raise ValueError(hole)


def short_readout(seed: int) -> str:
    """A readout of 600 to 2,400 characters: one paragraph, several, or a statement in quotation."""
    random = Random(f"readout {seed}")
    meeting = Meeting(random)
    wanted = random.randint(SHORTEST + 100, LONGEST - 600)
    gap = random.choice([" ", " ", "\n\n"])
    quoted = random.random() < 0.2
    text = meeting.opening()
    while len(text) < wanted:
        more = meeting.quotation(1) if quoted else meeting.sentence()
        if gap == "\n\n" and len(text) + len(more) < wanted and not quoted:
            more += " " + meeting.sentence()
        if len(text) + len(gap) + len(more) <= LONGEST:
            text += gap + more
    return text


def communique(length: int, seed: int = 0) -> str:
    """A communiqué of as many characters: preamble, headings, numbered paragraphs; cut where the length ends.

    Every chapter brings its own people, towns and projects: names grow with the text, as they do in a real one.
    """
    random = Random(f"communique {seed}")
    meeting = Meeting(random)
    parts = [f"Joint Communiqué of {meeting.state} and {meeting.other}", meeting.opening()]
    parts += [f"{chair} {meeting.sentence().rstrip('.')}," for chair in CHAIRS]
    number, written = 0, sum(len(part) + 2 for part in parts)
    while written < length:
        before = len(parts)
        meeting.host, meeting.guest = meeting.new_person(), meeting.new_person()
        parts.append(random.choice(HEADINGS))
        for _ in range(random.randint(3, 8)):
            number += 1
            parts.append(f"{number}. " + _sentences(meeting, random.randint(1, 4)))
        if random.random() < 0.3:
            parts.append("\n".join(f"- {meeting.sentence()}" for _ in range(3)))
        written += sum(len(part) + 2 for part in parts[before:])
    return "\n\n".join(parts)[:length]


def paragraph(length: int, seed: int = 0) -> str:
    """One paragraph of as many characters, without a break."""
    meeting = Meeting(Random(f"paragraph {seed}"))
    parts, written = [meeting.opening()], 0
    while written < length:
        parts.append(meeting.sentence())
        written += len(parts[-1]) + 1
    return " ".join(parts)[:length]


def transcript(length: int, seed: int = 0) -> str:
    """Turns of speakers, as many characters of them."""
    random = Random(f"transcript {seed}")
    meeting = Meeting(random)
    speakers = [
        f"{meeting.host_office.upper()} {meeting.host.split()[-1].upper()}",
        "QUESTION",
        meeting.guest.upper(),
    ]
    parts, written = [meeting.opening()], 0
    while written < length:
        parts.append(f"{random.choice(speakers)}: " + _sentences(meeting, random.randint(1, 5)))
        written += len(parts[-1]) + 2
    return "\n\n".join(parts)[:length]


def _sentences(meeting: Meeting, count: int) -> str:
    return " ".join(meeting.sentence() for _ in range(count))
