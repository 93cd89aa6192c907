"""Files of several kinds, made for the tests: as small as they can be and still be read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Sequence

WORDS = (
    "Foreign Minister Anna Berg of Norway met Foreign Minister Ola Lund of Sweden in Oslo on 6 May 2024.",
    "The two ministers discussed trade, and they agreed to meet again before the end of the year.",
)

PAGE = """\
<!DOCTYPE html>
<html lang="en-GB"><head>
<title>Ministers meet in Oslo - News - Ministry of Foreign Affairs</title>
<meta property="og:site_name" content="Ministry of Foreign Affairs of Norway">
<meta property="article:published_time" content="2024-05-06T18:00:00+02:00">
<link rel="canonical" href="https://example.org/news/1">
<script>var hidden = "words";</script>
</head><body class="has-sidebar">
<header><a href="/">Home</a> <a href="/news">News</a></header>
<nav class="main-menu"><ul><li><a href="/a">The Minister</a></li><li><a href="/b">The Ministry</a></li></ul></nav>
<div id="page"><div class="breadcrumbs"><a href="/">Home</a> / <a href="/news">News</a></div>
<div class="column-wide"><h1>Ministers meet in Oslo</h1><p class="date">6 May 2024</p>
<div class="share-buttons"><a href="#">Share on a network of your choice</a></div>
<div class="body">
<p>{}</p>
<h2>Trade</h2>
<p>{}</p>
<ol start="3"><li>More <b>trade</b></li><li>Fewer tariffs</li></ol>
<ul><li>Fish</li><li>Timber</li></ul>
<table><tr><th>Year</th><th>Volume</th></tr><tr><td>2023</td><td>4 billion</td></tr></table>
<p>Short end.</p>
</div></div>
<div class="column-narrow"><h3>More news</h3>
<p><a href="/2">The Prime Minister received the Prime Minister of Denmark in Oslo last week.</a></p>
<p><a href="/3">The Ministry has a new telephone number, which can be called all day and all night.</a></p></div></div>
<footer><p>Ministry of Foreign Affairs, P.O. Box 8114, Oslo. All rights reserved by the ministry, always.</p></footer>
</body></html>
""".format(*WORDS)  # noqa: E501

PAGE_WORDS = [
    "Ministers meet in Oslo",
    "6 May 2024",
    WORDS[0],
    "Trade",
    WORDS[1],
    "3. More trade",
    "4. Fewer tariffs",
    "- Fish",
    "- Timber",
    "Year\tVolume",
    "2023\t4 billion",
    "Short end.",
]


def docx(paragraphs: Iterable[str], styles: Sequence[str] = (), body: str = "") -> bytes:
    """A Word document; ``styles`` are of its first paragraphs, which stand after a ``body`` of XML."""
    for at, text in enumerate(paragraphs):
        style = f'<w:pPr><w:pStyle w:val="{styles[at]}"/></w:pPr>' if at < len(styles) else ""
        body += f"<w:p>{style}<w:r><w:t>{text}</w:t></w:r></w:p>"
    space = "http://schemas.openxmlformats.org"
    named = "".join(
        f'<w:style w:type="paragraph" w:styleId="{style}"><w:name w:val="{name}"/></w:style>'
        for style, name in (("Title", "Title"), ("Heading1", "heading 1"))
    )
    main = f'xmlns:w="{space}/wordprocessingml/2006/main"'
    relations = "application/vnd.openxmlformats-package.relationships+xml"
    linked = f"{space}/officeDocument/2006/relationships"
    office = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    return zipped(
        {
            "[Content_Types].xml": f'<Types xmlns="{space}/package/2006/content-types">'
            f'<Default Extension="rels" ContentType="{relations}"/>'
            f'<Override PartName="/word/document.xml" ContentType="{office}.document.main+xml"/></Types>',
            "_rels/.rels": f'<Relationships xmlns="{space}/package/2006/relationships"><Relationship Id="r1" '
            f'Type="{linked}/officeDocument" Target="word/document.xml"/>'
            "</Relationships>",
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{space}/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{linked}/styles" Target="styles.xml"/>'
            "</Relationships>",
            "word/styles.xml": f"<w:styles {main}>{named}</w:styles>",
            "word/document.xml": f"<w:document {main}><w:body>{body}</w:body></w:document>",
        }
    )


def zipped(members: dict[str, str | bytes]) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            # Always of one day: these bytes name tests, which several processes have to know by one name.
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return packed.getvalue()


def pdf(pages: Sequence[Sequence[str]], title: str = "") -> bytes:
    """A PDF with lines of text; an empty one leaves room for a paragraph's end."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    objects.append("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
    kids = []
    for page in pages:
        drawn = "".join(f"({_escaped(line)}) Tj T* " for line in page)
        stream = f"BT /F1 10 Tf 12 TL 50 800 Td {drawn}ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] "
            f"/Contents {len(objects)} 0 R /Resources << /Font << /F1 3 0 R >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    objects.append(f"<< /Title ({_escaped(title)}) >>")
    made = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{content}\nendobj\n".encode("cp1252")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
    trailer = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>"
    return made + f"{end}{trailer}\nstartxref\n{len(made)}\n%%EOF\n".encode()


def _escaped(text: str) -> str:
    return text.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
