"""Readouts made of word lists and sentence patterns, the same for the same seed.

People, towns and some states are invented; other states and the organisations are real, so that the lexicon
is hit as often as in a real text. Nothing here was ever said.
"""

from __future__ import annotations

from random import Random

SHORTEST, LONGEST = 600, 2400

STATES = [
    ("Arvenia", "Arvenian"), ("Kessaria", "Kessarian"), ("Tolmark", "Tolmarkian"), ("Orvalia", "Orvalian"),
    ("Brazil", "Brazilian"), ("Kenya", "Kenyan"), ("Norway", "Norwegian"), ("Indonesia", "Indonesian"),
    ("Uruguay", "Uruguayan"), ("Ghana", "Ghanaian"), ("Japan", "Japanese"), ("Portugal", "Portuguese"),
    ("Jordan", "Jordanian"), ("Mongolia", "Mongolian"), ("Canada", "Canadian"), ("Morocco", "Moroccan"),
    ("Viet Nam", "Vietnamese"), ("Kazakhstan", "Kazakh"), ("Chile", "Chilean"), ("Finland", "Finnish"),
]  # fmt: skip
CITIES = [
    "Oslo", "Nairobi", "Jakarta", "Lisbon", "Amman", "Ottawa", "Rabat", "Astana", "Geneva", "Montevideo",
    "Accra", "Hanoi", "Velmora", "Port Sarin", "Old Tessk",
]  # fmt: skip
BODIES = [
    "the United Nations", "the UN Security Council", "the African Union", "the European Union", "ASEAN",
    "the World Bank", "the WTO", "the World Health Organization", "the International Monetary Fund", "NATO",
    "the OSCE", "the G20", "the Arab League", "the International Atomic Energy Agency", "UNICEF", "MERCOSUR",
]  # fmt: skip
TEXTS = [
    "UN Charter", "Paris Agreement", "2030 Agenda for Sustainable Development",
    "Treaty on the Non-Proliferation of Nuclear Weapons", "Universal Declaration of Human Rights",
    "Comprehensive Nuclear-Test-Ban Treaty",
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
    "cooperation in renewable energy", "the humanitarian situation in {place}", "food security",
    "maritime security", "the expansion of bilateral trade", "a comprehensive ceasefire in {place}",
    "the fight against terrorism", "people-to-people exchanges", "the {project}", "the reform of {body}",
    "freedom of navigation", "the implementation of the {text}", "trade in critical minerals",
    "the situation along the border with {state}", "the return of refugees to {place}", "the role of {body}",
    "the safety of nuclear facilities", "a free trade agreement with {state}", "the release of all prisoners",
    "climate finance for small island states", "visa facilitation for students",
    "cooperation in cyber security and artificial intelligence", "the export of grain from {place}",
]  # fmt: skip
TAILS = [
    "", "", " and agreed to continue consultations", " in line with the {text}", " and the role of {body}",
    ", a subject of the talks in {month}", " in the run-up to the meeting of {body} in {place}",
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
    "{lead}both sides agreed that {topic} should be taken up by {body}{tail}.",
    "{speaker} informed {listener} about {topic}; {speaker} {verb} {topic}.",
    "“We attach great importance to {topic},” {speaker} said, adding that {topic} would follow.",
    "An agreement on {topic} was signed by {person} of {state} and {other_person} of {other}.",
    "{topic_cap} was also discussed.",
]
PROJECTS = ["Corridor", "Pipeline", "Initiative", "Bridge Project", "Solar Park", "Partnership Fund"]
MONTHS = ["January", "March", "April", "June", "September", "October", "December"]
HEADINGS = [
    "Political cooperation", "Trade and Investment", "Security and defence", "Energy and climate",
    "Regional and international issues", "Science, education and culture", "Multilateral cooperation",
]  # fmt: skip
PARTICIPLES = ["Welcoming", "Recalling", "Reaffirming", "Noting", "Recognizing", "Bearing in mind"]


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
                f"On {day}, {self.demonym} {host} spoke by telephone with {self.other_demonym} {guest}.",
                f"{pick(CITIES).upper()}, {day}. {host} received {self.other_demonym} {guest} today.",
                f"{host} spoke today with {guest} of {self.other}. The call took place at the initiative of"
                f" the {self.other_demonym} side.",
            ]
        )

    def preamble(self) -> str:
        """A paragraph that begins with a participle and ends with a comma."""
        return f"{self.random.choice(PARTICIPLES)} {self.fill('{topic}{tail}')},"

    def sentence(self) -> str:
        text = self.fill(self.random.choice(PATTERNS))
        return text[0].upper() + text[1:]

    def sentences(self, count: int) -> str:
        return " ".join(self.sentence() for _ in range(count))

    def quotation(self) -> str:
        """A sentence as a newspaper quotes it from a statement."""
        return "“" + self.sentence().replace("“", "").replace("”", "") + "”"

    def fill(self, text: str) -> str:
        """A pattern, filled until nothing is left to fill."""
        while "{" in text:
            before, _, rest = text.partition("{")
            hole, _, after = rest.partition("}")
            text = before + self._filling(hole) + after
        return text

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
            case "speaker":
                return pick([self._filling("listener"), "he", "she", f"the {self.demonym} side"])
            case "listener":
                office = self.guest_office
                return pick(
                    [
                        f"the {self.host_office}",
                        f"{self.host_office} {self.host}",
                        self.guest.split()[-1],
                        f"{office} {self.guest.split()[-1]}",
                        f"the {self.other_demonym} {office}",
                    ]
                )
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
    wanted = random.randint(SHORTEST, LONGEST - 600)
    gap = random.choice([" ", " ", "\n\n"])
    quoted = random.random() < 0.2
    text = meeting.opening()
    while len(text) < wanted:
        more = meeting.quotation() if quoted else meeting.sentences(1 if gap == " " else 2)
        if len(text) + len(gap) + len(more) <= LONGEST:
            text += gap + more
    return text


def communique(length: int, seed: int = 0) -> str:
    """A communiqué of as many characters: preamble, headings, numbered paragraphs.

    Every chapter brings its own people, towns and projects: names grow with the text, as in a real one.
    """
    random = Random(f"communique {seed}")
    meeting = Meeting(random)
    parts = [f"Joint Communiqué of {meeting.state} and {meeting.other}", meeting.opening()]
    parts += [meeting.preamble() for _ in range(6)]
    number, written = 0, sum(len(part) + 2 for part in parts)
    while written < length:
        before = len(parts)
        meeting.host, meeting.guest = meeting.new_person(), meeting.new_person()
        parts.append(random.choice(HEADINGS))
        for _ in range(random.randint(3, 8)):
            number += 1
            parts.append(f"{number}. {meeting.sentences(random.randint(1, 4))}")
        if random.random() < 0.3:
            parts.append("\n".join(f"- {meeting.sentence()}" for _ in range(3)))
        written += sum(len(part) + 2 for part in parts[before:])
    return "\n\n".join(parts)[:length]


def paragraph(length: int, seed: int = 0) -> str:
    """One paragraph of as many characters, without a break, of one pair of people."""
    meeting = Meeting(Random(f"paragraph {seed}"))
    parts, written = [meeting.opening()], 0
    while written < length:
        parts.append(meeting.sentence())
        written += len(parts[-1]) + 1
    return " ".join(parts)[:length]


def transcript(length: int, seed: int = 0) -> str:
    """As many characters of turns, each with its speaker before it."""
    random = Random(f"transcript {seed}")
    meeting = Meeting(random)
    host = f"{meeting.host_office} {meeting.host.split()[-1]}".upper()
    speakers = [host, "QUESTION", meeting.guest.upper()]
    parts, written = [meeting.opening()], 0
    while written < length:
        parts.append(f"{random.choice(speakers)}: {meeting.sentences(random.randint(1, 5))}")
        written += len(parts[-1]) + 2
    return "\n\n".join(parts)[:length]
