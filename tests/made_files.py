"""Files of strangers, made by code: what Word, LibreOffice, browsers, crawlers and Excel write."""

import base64
import io
import quopri
import zipfile

import openpyxl

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
LINKS = "http://schemas.openxmlformats.org/package/2006/relationships"
MATH = "http://schemas.openxmlformats.org/officeDocument/2006/math"
MARKUP = "http://schemas.openxmlformats.org/markup-compatibility/2006"
OFFICE = "urn:oasis:names:tc:opendocument:xmlns"


def zipped(members):
    """Return the bytes of a zip with these members."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return data.getvalue()


# --- Word


def word(body, *, main="word/document.xml", namespace=WORD, **parts):
    """Return a Word file with this body; *parts* are footnotes, numbering, styles, header …"""
    members = {"[Content_Types].xml": "<Types/>"}
    links = f'<Relationship Id="r1" Type="{RELATION}/officeDocument" Target="{main}"/>'
    members["_rels/.rels"] = f'<Relationships xmlns="{LINKS}">{links}</Relationships>'
    space = f'xmlns:w="{namespace}" xmlns:m="{MATH}" xmlns:mc="{MARKUP}"'
    members[main] = f"<w:document {space}><w:body>{body}</w:body></w:document>"
    links = ""
    for name, content in parts.items():
        links += (
            f'<Relationship Id="{name}" Type="{RELATION}/{name}" Target="{name}.xml"/>'
        )
        members[f"word/{name}.xml"] = f"<w:{name} {space}>{content}</w:{name}>"
    own = f"word/_rels/{main.rpartition('/')[2]}.rels"
    members[own] = f'<Relationships xmlns="{LINKS}">{links}</Relationships>'
    return zipped(members)


def r(text):
    """Return a run of Word with a text."""
    return f"<w:r><w:t>{text}</w:t></w:r>"


def p(text, *, style="", number="", run=""):
    """Return a paragraph of Word: plain text, or runs as XML."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number:
        level, list_id = number
        level = f'<w:ilvl w:val="{level}"/>'
        properties += f'<w:numPr>{level}<w:numId w:val="{list_id}"/></w:numPr>'
    text = text if text.startswith("<") else f"<w:r>{run}<w:t>{text}</w:t></w:r>"
    return f"<w:p><w:pPr>{properties}</w:pPr>{text}</w:p>"


def table(*rows):
    """Return a table of Word; a cell is its text, or its properties and paragraphs as XML."""
    cells = [
        "".join(f"<w:tc>{c if c.startswith('<') else p(c)}</w:tc>" for c in row)
        for row in rows
    ]
    return f"<w:tbl>{''.join(f'<w:tr>{row}</w:tr>' for row in cells)}</w:tbl>"


def numbering(*levels, restart=False):
    """Return the numbering of one list, with (way, pattern) for each level."""
    made = "".join(
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{way}"/>'
        f'<w:lvlText w:val="{pattern}"/></w:lvl>'
        for at, (way, pattern) in enumerate(levels)
    )
    again = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    use = '<w:abstractNumId w:val="0"/>'
    return (
        f'<w:abstractNum w:abstractNumId="0">{made}</w:abstractNum>'
        f'<w:num w:numId="1">{use}</w:num>'
        f'<w:num w:numId="2">{use}{again if restart else ""}</w:num>'
    )


# --- PDF


def pdf(*pages):
    """Return a PDF; a page is a list of (x, y, size, text), in points from the lower left."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H"
        b"/DescendantFonts[4 0 R]>>",
        b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000/CIDSystemInfo"
        b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>>>",
    ]
    kids = []
    for page in pages:
        drawn = "".join(
            f"BT /F1 {size} Tf 1 0 0 1 {x} {y} Tm <{text.encode('utf-16-be').hex()}> Tj ET\n"
            for x, y, size, text in page
        ).encode()
        objects.append(b"<</Length %d>>stream\n%sendstream" % (len(drawn), drawn))
        kids.append(len(objects) + 1)
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>>>>>" % len(objects)
        )
    objects[1] = b"<</Type/Pages/Count %d/Kids[%s]>>" % (
        len(kids),
        b" ".join(b"%d 0 R" % kid for kid in kids),
    )
    data = b"%PDF-1.4\n"
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return data + b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (
        size,
        start,
    )


def lines(*texts, x=60, y=780, size=14, leading=24):
    """Return lines of a page under each other."""
    return [(x, y - leading * at, size, text) for at, text in enumerate(texts)]


# --- tables


def workbook(*sheets, merge=(), epoch=None, hidden=()):
    """Return an Excel file; a sheet is a name and its rows."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    if epoch:
        book.epoch = epoch
    for name, rows in sheets:
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
        if name in hidden:
            sheet.sheet_state = "hidden"
        for area in merge:
            sheet.merge_cells(area)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


# --- pages, books and others


def saved_page(html, *, encoding="gb2312", way="base64", frame=None):
    """Return a page as a browser saves it in one file."""
    data = html.encode(encoding)
    body = base64.encodebytes(data) if way == "base64" else quopri.encodestring(data)
    kind = f'Content-Type: text/html; charset="{encoding}"\r\n'
    part = f"{kind}Content-Transfer-Encoding: {way}\r\nContent-Location: http://x/a.htm\r\n"
    head = "From: <Saved by Blink>\r\nMIME-Version: 1.0\r\n"
    head += (
        'Content-Type: multipart/related; type="text/html"; boundary="----b"\r\n\r\n'
    )
    content = f"------b\r\n{part}\r\n".encode() + body
    if frame is not None:
        inside = f"{kind}Content-Transfer-Encoding: base64\r\nContent-ID: <frame-1@x>\r\n\r\n"
        content += b"\r\n------b\r\n" + inside.encode()
        content += base64.encodebytes(frame.encode(encoding))
    picture = "\r\n------b\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"
    content += f"{picture}\r\niVBORw0KGgo=\r\n------b--\r\n".encode()
    return head.encode() + content


def opendocument(body, styles=""):
    """Return a text of LibreOffice."""
    names = ("office", "text", "table", "style", "draw")
    spaces = " ".join(f'xmlns:{name}="{OFFICE}:{name}:1.0"' for name in names)
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text>"
        "</office:body></office:document-content>"
    )
    return zipped(
        {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content}
    )


def book(pages, *, missing=()):
    """Return an EPUB of pages, by name; some may be missing in the file."""
    items = "".join(f'<item id="{name}" href="{name}"/>' for name in (*pages, *missing))
    order = "".join(f'<itemref idref="{name}"/>' for name in (*pages, *missing))
    opf = f"<package><manifest>{items}</manifest><spine>{order}</spine></package>"
    container = (
        '<container><rootfiles><rootfile full-path="O/c.opf"/></rootfiles></container>'
    )
    members = {"mimetype": "application/epub+zip", "META-INF/container.xml": container}
    members["O/c.opf"] = opf
    members |= {f"O/{name}": page for name, page in pages.items()}
    return zipped(members)


def named_in(encoding, members):
    """Return a zip whose names are in an old encoding, without saying so."""
    plain = {
        f"{'n' * len(name.encode(encoding))}{at}": name
        for at, name in enumerate(members)
    }
    data = zipped(dict(zip(plain, members.values())))
    for stand_in, name in plain.items():
        raw = name.encode(encoding) + stand_in[-1:].encode()
        data = data.replace(stand_in.encode(), raw)
    return data
