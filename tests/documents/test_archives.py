"""Archives: what is in them, what is done to them, and what they do to whom trusts them."""

import io
import os
import struct
import tarfile
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from kg.documents import Found, Item, items, read_item
from kg.documents.streams import LARGEST
from kg.errors import DocumentError
from kg.model import Document
from tests.inputs import compressed, tarred, zipped

NOTICE = "关于停水的通告\n因管道检修，明日停水。".encode()
PACKINGS = ["", ".gz", ".bz2", ".xz", ".zst"]


def told(folder: Path, name: str, data: bytes) -> list[str]:
    """The sources of items, and what the faults say, in order."""
    (folder / name).write_bytes(data)
    return [one.key if isinstance(one, Item) else str(one) for one in items(Found(folder / name, name))]


def packed(files: dict[str, bytes], name: str) -> bytes:
    return zipped(files) if name.endswith(".zip") else tarred(files, Path(name).suffix.removesuffix(".tar"))


@pytest.mark.parametrize("name", ["a.zip", *(f"a.tar{packing}" for packing in PACKINGS)])
def test_the_files_of_an_archive_are_items(tmp_path: Path, name: str) -> None:
    files = {"x/a.txt": NOTICE, "b.html": b"<p>%s</p>" % NOTICE, "x/c.jsonl": b'{"id": "n", "text": "\xe5\x81\x9c"}'}
    files["d.txt.gz"] = compressed(NOTICE, ".gz")
    keys = [f"{name}/{source}" for source in ("x/a.txt", "b.html", "x/c.jsonl#n", "d.txt.gz")]
    assert told(tmp_path, name, packed(files, name)) == keys
    documents = [document for one in items(Found(tmp_path / name, name)) if isinstance(one, Item) for document in read_item(one, "")]
    assert all(isinstance(document, Document) for document in documents) and len(documents) == 4


@pytest.mark.parametrize("short", [".tgz", ".tbz2", ".txz", ".tzst"])
def test_short_suffixes_of_tar_files_are_known(tmp_path: Path, short: str) -> None:
    packing = {".tgz": ".gz", ".tbz2": ".bz2", ".txz": ".xz", ".tzst": ".zst"}[short]
    assert told(tmp_path, "a" + short, tarred({"a.txt": NOTICE}, packing)) == [f"a{short}/a.txt"]


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_hidden_files_are_passed_over_and_others_are_counted(tmp_path: Path, name: str) -> None:
    files = {".git/a.txt": NOTICE, "__MACOSX/._a.txt": NOTICE, "a.jpg": b"", "b.jpg": b"", "c.css": b"", "./d.txt": NOTICE}
    assert told(tmp_path, name, packed(files, name)) == [
        f"{name}/d.txt",
        f"{name}: 3 files are left out (2 .jpg, 1 .css); make HTML, Markdown or plain text of what holds announcements.",
    ]


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
@pytest.mark.parametrize("member", ["../a.txt", "x/../../a.txt", "/etc/a.txt", "C:\\a.txt", "\\\\server\\a.txt"])
def test_a_name_that_leads_out_of_the_archive_is_refused(tmp_path: Path, name: str, member: str) -> None:
    refused, kept = told(tmp_path, name, packed({member: NOTICE, "b.txt": NOTICE}, name))
    assert refused.startswith(f"{name}: {member}: leads out of the archive") and kept == f"{name}/b.txt"


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
def test_a_name_that_no_output_can_hold_is_refused(tmp_path: Path, name: str) -> None:
    assert told(tmp_path, name, packed({"甲\n乙.txt": NOTICE}, name))[0].startswith(f"{name}: 甲\\n乙.txt: is no name for a file")
    assert "is no name for a file" in told(tmp_path, name, packed({"甲" * 2000: NOTICE}, name))[0]


def test_names_as_chinese_windows_writes_them_are_read(tmp_path: Path) -> None:
    data = zipped({"AAAA/BBBB.txt": NOTICE}).replace(b"AAAA", "通告".encode("gbk")).replace(b"BBBB", "停水".encode("gbk"))
    assert told(tmp_path, "a.zip", data) == ["a.zip/通告/停水.txt"]


def test_links_and_what_is_no_file_are_counted_and_not_followed(tmp_path: Path) -> None:
    out = io.BytesIO()
    with tarfile.open(mode="w", fileobj=out) as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE):
            member = tarfile.TarInfo("a.txt")
            member.type, member.linkname = kind, "/etc/passwd"
            archive.addfile(member)
    assert "4 files are left out (2 links, 2 special)" in told(tmp_path, "a.tar", out.getvalue())[0]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as zip_archive:
        info = zipfile.ZipInfo("a.txt")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        zip_archive.writestr(info, "/etc/passwd")
    assert "1 file is left out (1 links)" in told(tmp_path, "a.zip", out.getvalue())[0]


@pytest.mark.parametrize("name", ["a.zip", "a.tar"])
@pytest.mark.parametrize("member", ["b.zip", "b.tar.gz", "b.warc", "b.7z"])
def test_an_archive_inside_an_archive_is_reported_and_not_opened(tmp_path: Path, name: str, member: str) -> None:
    assert told(tmp_path, name, packed({member: zipped({"c.txt": NOTICE})}, name)) == [
        f"{name}/{member}: is an archive inside an archive, which is not opened; unpack the outer one."
    ]


@pytest.mark.parametrize("name", ["a.zip", "a.tar", "a.tar.gz", "a.tar.zst"])
def test_a_member_that_is_too_large_is_reported_and_the_rest_goes_on(tmp_path: Path, name: str) -> None:
    large, rest = told(tmp_path, name, packed({"a.txt": os.urandom(2**20) * 33, "b.txt": NOTICE}, name))
    assert large.startswith(f"{name}: a.txt: has 33 MB; a document has up to 32") and rest == f"{name}/b.txt"


def test_a_member_that_unpacks_to_200_times_its_size_is_given_up(tmp_path: Path) -> None:
    bomb, rest = told(tmp_path, "a.zip", zipped({"a.txt": bytes(20 * 2**20), "b.txt": NOTICE}))
    assert "a.txt: unpacks to more than 200 times its size" in bomb and rest == "a.zip/b.txt"


@pytest.mark.parametrize("packing", [".gz", ".xz", ".zst"])
def test_a_tar_file_that_unpacks_to_200_times_its_size_is_given_up(tmp_path: Path, packing: str) -> None:
    data = tarred({"b.txt": NOTICE, **{f"{number}.txt": bytes(LARGEST - 1) for number in range(4)}}, packing)
    first, *_, last = told(tmp_path, "a.tar" + packing, data)
    assert first == f"a.tar{packing}/b.txt"
    assert last == f"a.tar{packing}: unpacks to more than 200 times its size, as bombs do; unpack it yourself if you trust it."


@pytest.mark.parametrize("packing", PACKINGS)
def test_what_stands_before_the_damage_in_a_tar_file_is_read(tmp_path: Path, packing: str) -> None:
    data = tarred({f"{number}.txt": os.urandom(300_000).hex().encode() for number in range(6)}, packing)
    *kept, _, damage = told(tmp_path, "a.tar" + packing, data[: len(data) * 6 // 10])
    assert kept[:2] == [f"a.tar{packing}/0.txt", f"a.tar{packing}/1.txt"]
    assert damage.startswith(f"a.tar{packing}: is damaged") and damage.endswith("what is behind that is lost; fetch it again.")


def test_a_damaged_header_in_a_tar_file_is_not_taken_for_its_end(tmp_path: Path) -> None:
    data = bytearray(tarred({"a.txt": NOTICE, "b.txt": NOTICE}))
    data[1024 + 3] ^= 255
    kept, damage = told(tmp_path, "a.tar", bytes(data))
    assert kept == "a.tar/a.txt" and damage.startswith("a.tar: is damaged (bad checksum)")


def test_a_tar_file_cut_off_between_two_members_is_reported(tmp_path: Path) -> None:
    kept, damage = told(tmp_path, "a.tar", tarred({"a.txt": NOTICE, "b.txt": NOTICE})[:1024])
    assert kept == "a.tar/a.txt" and "is damaged" in damage


@pytest.mark.parametrize("size", [2**62, -5])
@pytest.mark.parametrize("kind", [tarfile.REGTYPE, tarfile.XHDTYPE, tarfile.GNUTYPE_LONGNAME, b"Z", tarfile.GNUTYPE_SPARSE])
def test_a_member_of_absurd_size_ends_the_reading_and_not_the_reader(tmp_path: Path, kind: bytes, size: int) -> None:
    member = tarfile.TarInfo("a.txt")
    member.type, member.size = kind, size
    header = member.tobuf(format=tarfile.GNU_FORMAT)
    assert "a.tar: " in told(tmp_path, "a.tar", tarred({"b.txt": NOTICE})[:1024] + header + bytes(2048))[-1]


@pytest.mark.parametrize("cut", [0.2, 0.5, 0.9, 0.99])
def test_the_whole_members_at_the_front_of_a_zip_file_that_is_cut_off_are_read(tmp_path: Path, cut: float) -> None:
    data = zipped({f"{number}.txt": NOTICE + os.urandom(2000) for number in range(10)})
    damage, *kept = told(tmp_path, "a.zip", data[: int(len(data) * cut)])
    assert damage.startswith("a.zip: is cut off or damaged")
    assert kept == [f"a.zip/{number}.txt" for number in range(len(kept))] and len(kept) >= int(cut * 10) - 1


def test_members_of_a_cut_off_zip_file_whose_length_stands_behind_them_are_read(tmp_path: Path) -> None:
    out = io.BytesIO()

    class Pipe(io.RawIOBase):
        def writable(self) -> bool:
            return True

        def write(self, data: bytes) -> int:  # type: ignore[override]
            return out.write(data)

    with zipfile.ZipFile(Pipe(), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in ("a.txt", "b.txt", "c.txt"):
            archive.writestr(name, NOTICE)
    data = out.getvalue()
    assert told(tmp_path, "a.zip", data[: data.index(b"PK\x01\x02") + 20])[1:] == ["a.zip/a.txt", "a.zip/b.txt", "a.zip/c.txt"]


def test_one_damaged_member_of_a_zip_file_does_not_spoil_the_others(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": NOTICE * 9, "b.txt": NOTICE}))
    data[50] ^= 255
    damage, kept = told(tmp_path, "a.zip", bytes(data))
    assert damage.startswith("a.zip/a.txt: is damaged") and kept == "a.zip/b.txt"


def test_an_encrypted_member_is_reported(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": NOTICE}))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert told(tmp_path, "a.zip", bytes(data)) == ["a.zip: a.txt: is encrypted; unpack it with its password."]


def test_a_zip_file_with_a_list_that_fills_memory_is_refused(tmp_path: Path) -> None:
    end = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 0xFFFF, 0xFFFF, 2**30, 0, 0)
    assert "holds too many files for a ZIP file" in told(tmp_path, "a.zip", end)[0]


def test_memory_does_not_grow_with_the_members_of_a_tar_file(tmp_path: Path) -> None:
    (tmp_path / "a.tar").write_bytes(tarred({f"{number}.jpg": b"" for number in range(6_000)}))
    tracemalloc.start()
    try:
        (left,) = items(Found(tmp_path / "a.tar", "a.tar"))
        assert tracemalloc.get_traced_memory()[1] < 3_000_000
    finally:
        tracemalloc.stop()
    assert isinstance(left, DocumentError) and "6,000 files are left out" in str(left)
