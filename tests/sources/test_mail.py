from email.message import EmailMessage

import pytest

from briefing.errors import SourceError
from briefing.sources import mail
from tests.sources.made import PAGE, PAGE_WORDS, WORDS, docx, pdf


def message(plain="", page="", **headers):
    made = EmailMessage()
    for name, value in {
        "Subject": "Ministers meet",
        "From": "Ministry of Fish <press@example.org>",
        **headers,
    }.items():
        made[name.replace("_", "-")] = value
    if plain:
        made.set_content(plain)
    if page:
        made.add_alternative(page, subtype="html")
    return made


def test_the_body_and_the_headers():
    found = mail.read(message("\n\n".join(WORDS), Date="Mon, 06 May 2024 23:00:00 +0200").as_bytes())
    assert found.text.split("\n\n") == list(WORDS)
    assert (found.title, found.date, found.issuer) == ("Ministers meet", "2024-05-06", "Ministry of Fish")


def test_a_forwarded_mail_has_the_title_of_the_first():
    assert (
        mail.read(message("Words.", Subject="Fwd: RE: Ministers meet").as_bytes()).title == "Ministers meet"
    )


def test_a_sender_who_is_no_office_issues_nothing():
    assert mail.read(message("Words.", From="Anna <anna@example.org>").as_bytes()).issuer == ""


def test_the_signature_goes():
    assert mail.read(message("Words.\n\n-- \nAnna\nPress office").as_bytes()).text == "Words."
    long = "Words.\n-- \n" + "\n".join(f"Line {n}." for n in range(20))
    assert "Line 19." in mail.read(message(long).as_bytes()).text


def test_flowed_lines_are_whole_again():
    made = message("a")
    made.replace_header("Content-Type", "text/plain; charset=utf-8; format=flowed")
    made.set_payload("One \r\nline.\r\n\r\n From two.\r\n")
    assert mail.read(made.as_bytes()).text == "One line.\n\nFrom two."


def test_the_page_is_taken_where_the_plain_part_only_points_to_it():
    assert mail.read(message("See the page.", PAGE).as_bytes()).text.split("\n\n") == PAGE_WORDS
    assert mail.read(message("\n\n".join(PAGE_WORDS), PAGE).as_bytes()).text.split("\n\n") == PAGE_WORDS


def test_attachments_are_told():
    made = message("Words.")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="statement.pdf")
    assert "statement.pdf" in mail.read(made.as_bytes()).notices[0]


def attached(made, data, name, kind="pdf"):
    made.add_attachment(data, maintype="application", subtype=kind, filename=name)
    return made


def test_the_words_are_those_of_what_a_short_mail_covers():
    made = attached(message("Please find the statement attached."), pdf([list(WORDS)]), "statement.pdf")
    made.add_attachment(b"GIF89a", maintype="image", subtype="gif", filename="logo.gif")
    found = mail.read(made.as_bytes())
    assert " ".join(found.text.split()) == " ".join(WORDS)
    assert found.title == "Ministers meet"
    assert found.notices == ("These are the words of statement.pdf, which is attached to the e-mail.",)


def test_what_is_attached_to_a_long_mail_or_is_not_alone_is_left_out():
    long = attached(message("\n\n".join(WORDS * 3)), pdf([["Annex"]]), "annex.pdf")
    assert mail.read(long.as_bytes()).text.split("\n\n") == list(WORDS * 3)
    two = attached(attached(message("See both."), pdf([["One"]]), "1.pdf"), docx(["Two"]), "2.docx")
    found = mail.read(two.as_bytes())
    assert found.text == "See both."
    assert found.notices == ("What is attached to the e-mail was not taken in: 1.pdf, 2.docx.",)


def test_an_attachment_that_cannot_be_read_is_left_out():
    made = attached(message("See the statement."), b"%PDF-1.7 damaged", "statement.pdf")
    assert mail.read(made.as_bytes()).text == "See the statement."


def test_a_page_saved_as_a_mail():
    made = EmailMessage()
    made["Snapshot-Content-Location"] = "https://example.org/news/2"
    made["Subject"] = "Ministers meet in Oslo"
    made.set_content(
        PAGE.replace('<link rel="canonical" href="https://example.org/news/1">', ""), subtype="html"
    )
    found = mail.read(made.as_bytes())
    assert found.text.split("\n\n") == PAGE_WORDS
    assert found.url == "https://example.org/news/2"


@pytest.mark.parametrize(
    "data",
    [b"", b"Subject: x\n\n", b"Subject: x\nContent-Type: application/pdf\n\n%PDF"],
)
def test_a_mail_without_words_is_refused(data):
    with pytest.raises(SourceError, match="no words"):
        mail.read(data)


@pytest.mark.parametrize(
    "header", ["Date: \x00\xff", "Date: 99 Foo 2024", "From: =?x?q?", "Subject: =?utf-8?b?!!!"]
)
def test_headers_that_are_none(header):
    assert mail.read(f"{header}\n\nWords.".encode("latin-1")).text == "Words."


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (docx(WORDS), "statement.docx", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (f"<p>{WORDS[0]}</p><p>{WORDS[1]}</p>".encode(), "statement.html", "octet-stream"),
    ],
)
def test_what_is_attached_may_be_of_any_kind_that_is_read(data, name, kind):
    found = mail.read(attached(message("See the statement."), data, name, kind).as_bytes())
    assert " ".join(found.text.split()) == " ".join(WORDS)
    assert found.notices == (f"These are the words of {name}, which is attached to the e-mail.",)


def test_what_is_attached_and_of_no_such_kind_is_left_out():
    made = attached(message("See the table."), b"a;b", "table.csv", "csv")
    found = mail.read(made.as_bytes())
    assert found.text == "See the table."
    assert found.notices == ("What is attached to the e-mail was not taken in: table.csv.",)


def test_a_plain_part_beside_a_page_that_holds_no_words():
    assert mail.read(message("Words.", "<p></p>").as_bytes()).text == "Words."
