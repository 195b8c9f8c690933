"""Parts of a zip archive, within bounds; and XML without entities.

Word, OpenDocument and spreadsheet files are archives. Nothing is ever unpacked to disk: parts
are read by name into memory, and what is declared is not believed but counted while reading.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from bpfanalysis.contributions.importing.content import MEGABYTE, Refused

MAX_MEMBERS = 1_000
MAX_PART = 30 * MEGABYTE
MAX_RATIO = 100  # unpacked to packed; text alone reaches about 20
SMALL = MEGABYTE  # below this the ratio does not matter
CHUNK = 64 * 1024
MAX_DEPTH = 200


def open_archive(data: bytes) -> zipfile.ZipFile:
    """The archive, its list of members checked.

    Raises
    ------
    Refused
        If it is broken, has too many members, would unpack to too much, or has a member that
        points out of the archive.
    """
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, RuntimeError) as error:
        raise Refused("the file is broken or cut off (no complete archive)") from error
    if len(members) > MAX_MEMBERS:
        raise Refused(f"an archive of more than {MAX_MEMBERS:,} parts: not opened")
    names = [member.filename for member in members]
    if any(points_outside(name) for name in names):
        raise Refused("an archive with a part that points outside of it: not opened")
    if len(set(names)) < len(names):
        raise Refused("an archive that holds a part twice: not opened")
    for member in members:
        declared(member)
    return archive


def points_outside(name: str) -> bool:
    """Whether a member's name leaves the archive.

    Examples
    --------
    >>> points_outside("word/document.xml"), points_outside("../../x"), points_outside("C:/x")
    (False, True, True)
    """
    name = name.replace("\\", "/")
    return name.startswith("/") or ":" in name.split("/")[0] or ".." in name.split("/")


def declared(member: zipfile.ZipInfo) -> None:
    """Refuse a member that says itself that it unpacks to too much."""
    size, packed = member.file_size, max(member.compress_size, 1)
    if size > SMALL and size / packed > MAX_RATIO:
        raise Refused("an archive bomb (unpacks to more than 100 times its size): not opened")


def part(archive: zipfile.ZipFile, name: str, *, needed: bool = True) -> bytes:
    """The bytes of one member, counted while they come.

    Raises
    ------
    Refused
        If the member is missing though needed, encrypted, broken, or larger than allowed.
    """
    try:
        member = archive.getinfo(name)
    except KeyError:
        if needed:
            raise Refused("the file is not what its name says (a needed part is missing)") from None
        return b""
    if member.flag_bits & 1:
        raise Refused("the file is protected by a password")
    read = bytearray()
    try:
        with archive.open(member) as stream:
            while chunk := stream.read(CHUNK):
                read += chunk
                packed = max(member.compress_size, 1)
                if len(read) > MAX_PART or (len(read) > SMALL and len(read) / packed > MAX_RATIO):
                    raise Refused("an archive bomb (a part grows beyond bounds): not read")
    except (zipfile.BadZipFile, EOFError, ValueError, NotImplementedError, OSError) as error:
        raise Refused("the file is broken or cut off (a part cannot be unpacked)") from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "bz2"):
            raise Refused("the file is broken or cut off (a part cannot be unpacked)") from error
        raise
    return bytes(read)


def xml(data: bytes) -> Element:
    """The root of an XML document that declares no entity and refers to nothing outside.

    Raises
    ------
    Refused
        If it has a document type or entities, is not well-formed, or is nested too deeply.
    """
    import defusedxml.ElementTree
    from defusedxml.common import DefusedXmlException

    try:
        root: Element = defusedxml.ElementTree.fromstring(data, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused("declares XML entities or a document type: not read") from error
    except (ParseError, ValueError, LookupError) as error:
        raise Refused("the file is broken (its XML is not well-formed)") from error
    check_depth(root)
    return root


def check_depth(root: Element) -> None:
    """Refuse XML that is nested more deeply than documents are."""
    level = [root]
    for _ in range(MAX_DEPTH):
        level = [child for element in level for child in element]
        if not level:
            return
    raise Refused("is nested too deeply: not read")


def local(element: Element) -> str:
    """Name of an element without its namespace.

    Examples
    --------
    >>> local(Element("{urn:x}p"))
    'p'
    """
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(element: Element, name: str) -> str:
    """Value of an attribute by its local name; empty where there is none."""
    return next((v for k, v in element.attrib.items() if k.rpartition("}")[2] == name), "")


def find(element: Element, name: str) -> Iterator[Element]:
    """All descendants of a local name."""
    return (e for e in element.iter() if local(e) == name)
