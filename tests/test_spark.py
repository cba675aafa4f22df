"""A build by Spark leaves, as a set, what one machine builds of the same input, and tells what could not be read."""

import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Any

import pyarrow
import pytest
from pyarrow import parquet
from pyoxigraph import NamedNode, Quad

from kg.build import build
from kg.demo import samples
from kg.derived import derive
from kg.digest import digest_of, store_digest
from kg.documents import Item, read_item
from kg.edges import derived_graph
from kg.editing import ruling_of
from kg.errors import SetupError
from kg.model import Document
from kg.parts import parts_of, quads_of
from kg.pipeline import described
from kg.rulings import rulings, write
from kg.spark.session import must_be_installed
from kg.store import Store
from kg.vocabulary import KG
from tests.test_reprints import MORE, NOTICE

JOINT = "厦门市教育局、厦门市财政局"


def told(title: str, issuer: str, number: str, day: str, text: str) -> str:
    """A text file with a head."""
    return f"标题：{title}\n发文机关：{issuer}\n文号：{number}\n发布日期：{day}\n\n{text}"


CITING = told("关于检查的通知", "厦门市教育局", "厦教〔2021〕9号", "2021-06-01", "根据厦教〔2021〕3号文件，厦门市教育局检查各校。")
FILES = {
    "notices/first.txt": told("关于印发课后服务办法的通知", JOINT, "厦教〔2021〕3号", "2021-05-01", "现将《课后服务办法》印发给你们。"),
    "notices/news.txt": told("课后服务有了办法", "厦门日报", "", "2021-05-02", f"{JOINT}印发《课后服务办法》。"),
    "notices/citing.txt": CITING,
    "notices/print.txt": told("专项行动", "厦门日报", "", "2022-04-19", NOTICE + MORE),
    "notices/reprint.html": f"<html><head><title>专项行动</title></head><body><p>{NOTICE}{MORE}</p><p>2022-04-20 台海网</p></body></html>",
    "notices/_excerpt.txt": told("专项行动摘要", "网易", "", "2022-04-21", NOTICE),
    "notices/empty.txt": "",
    "notices/.hidden.txt": told("隐藏", "厦门日报", "", "2022-04-21", NOTICE),
    "名 单/100% [1].txt": told("关于名单的公告", "厦门市教育局", "", "2022-05-01", "厦门市教育局公布名单。"),
}
ROWS = [
    {"id": "x1", "title": "通告", "published": "2022-04-19", "publisher": "厦门晚报", "text": "市文旅局和市教育局印发通知。"},
    {"title": "没有编号", "text": "厦门市财政局公布预算。"},
    {"id": "x1", "text": "又一个同号的。"},
    {"id": "x2", "title": "公告", "date": "2022-05-01", "text": "厦门市教育局、厦门市财政局印发《课后服务办法》。"},
]
TABLE: list[dict[str, str | None]] = [
    {"id": "p1", "title": "表一", "date": "2022-06-01", "text": "厦门市公安局发布通告。"},
    {"id": None, "title": "表二", "date": None, "text": "同安区教育局公布名单。"},
]
BRIEF = {"JAVA_TOOL_OPTIONS": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"}
"""What pays for a Java that runs for half a minute: it compiles quickly and not well."""
QUICK = ("adaptive.enabled false", "codegen.wholeStage false", "codegen.factoryMode NO_CODEGEN")
"""Settings of Spark's own that pay for small tables: nothing is planned anew or compiled."""


@dataclass(frozen=True)
class Run:
    """What a build by Spark left: its partitions, and what it said."""

    output: Path
    status: int
    said: str

    def quads(self) -> Iterator[Quad]:
        return chain.from_iterable(map(quads_of, parts_of([self.output])))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Announcements in every form that Spark reads."""
    folder = tmp_path_factory.mktemp("many")
    (folder / "samples").symlink_to(samples())
    for name, text in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in ROWS)
    (folder / "rows").mkdir()
    (folder / "rows" / "news.jsonl").write_text(lines + "\n{broken\n" + json.dumps({"text": "厦门市教育局第五行。"}), encoding="utf-8")
    with zipfile.ZipFile(folder / "crawl.zip", "w") as archive:
        archive.writestr("x/a.txt", CITING)
        archive.writestr("x/rows.jsonl", lines)
    parquet.write_table(pyarrow.Table.from_pylist(TABLE), folder / "table.parquet")
    return folder


def one_machine(folder: Path, *names: str, ruled: Path | None = None) -> Store:
    """The store that one machine builds by rulings, with the rows of the table read one by one."""
    store = Store()
    build([folder / name for name in names], store, root=folder, own_rulings=ruled)
    for number, row in enumerate(TABLE, start=1):
        told: dict[str, Any] = {key: value for key, value in row.items() if value is not None}
        item = Item("table.parquet", "row.jsonl", json.dumps(told).encode(), str(told.get("id", number)))
        (document,) = read_item(item, store.base)
        assert isinstance(document, Document)
        found = described(document, store.base, rulings(ruled))
        store.add({found.iri: found.lines})
    derive(store)
    return store


def by_spark(folder: Path, name: str, *arguments: str) -> Run:
    """A build by the command, with a file system `viewfs:` in which `/data` is the folder."""
    conf = folder / f"{name}-conf"
    conf.mkdir()
    lines = [f"spark.hadoop.fs.viewfs.mounttable.default.link./data file:{folder}", *(f"spark.sql.{setting}" for setting in QUICK)]
    (conf / "spark-defaults.conf").write_text("\n".join(lines), encoding="utf-8")
    command = [sys.executable, "-m", "kg.cli", "build", *arguments, "--engine", "spark", "--output", name]
    environment = os.environ | BRIEF | {"SPARK_CONF_DIR": str(conf)}
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    return Run(folder / name, run.returncode, run.stderr)


@pytest.fixture(scope="module")
def here(folder: Path) -> Run:
    """Files, JSON Lines, an archive and a table in folders that every machine sees, in two threads."""
    paths = ("samples", "notices", f"file://{folder}/名 单", "rows", "crawl.zip", "table.parquet")
    return by_spark(folder, "here", *paths, "--master", "local[2]")


@pytest.fixture(scope="module")
def away(folder: Path) -> Run:
    """The same but for the archive, in a file system that only Spark reaches, on a cluster of two workers, as Parquet; by a ruling."""
    write(folder / "mine.ttl", ruling_of("厦门市财政局", "厦门市教育局", True, "为了测试"))
    paths = [f"viewfs:///data/{name}" for name in ("samples", "notices", "名 单", "rows", "crawl.zip", "table.parquet")]
    more = ("--format", "parquet", "--rulings", "mine.ttl")
    return by_spark(folder, "away", *paths, "--root", "viewfs:///data", "--master", "local-cluster[2,1,1024]", *more)


def test_what_spark_writes_of_files_json_lines_archives_and_tables_is_what_one_machine_builds(folder: Path, here: Run) -> None:
    assert digest_of(here.quads()) == store_digest(one_machine(folder, "samples", "notices", "名 单", "rows", "crawl.zip")), here.said


def test_what_a_cluster_writes_of_another_file_system_is_what_one_machine_builds(folder: Path, away: Run) -> None:
    expected = one_machine(folder, "samples", "notices", "名 单", "rows", ruled=folder / "mine.ttl")
    assert digest_of(away.quads()) == store_digest(expected), away.said


def test_there_are_reprints_and_edges_of_every_kind_in_what_was_compared(here: Run) -> None:
    derived = [quad for quad in here.quads() if quad.graph_name == NamedNode(derived_graph("https://w3id.org/govkg/"))]
    kinds = {quad.object.value for quad in derived if quad.predicate.value == KG.kind}  # type: ignore[union-attr]
    assert kinds == {"jointIssuance", "coMention", "citation", "reprint"}


def test_every_line_is_written_once_and_partitions_are_called_for_their_form(here: Run, away: Run) -> None:
    for run, suffix in ((here, ".nq.gz"), (away, ".parquet")):
        quads = list(run.quads())
        assert len(quads) == len(set(quads))
        names = [file.name for file in parts_of([run.output])]
        assert names == [f"part-{number:05}{suffix}" for number in range(len(names))]
        assert not (run.output / "_work").exists()


def test_what_cannot_be_read_is_told_and_counted_and_the_rest_goes_on(here: Run, away: Run) -> None:
    for run in (here, away):
        assert run.status == 1
        assert "notices/empty.txt" in run.said and "Traceback" not in run.said
        assert "rows/news.jsonl#x1: is the id of an earlier one" in run.said
        failures = "".join(file.read_text(encoding="utf-8") for file in (run.output / "_failures").glob("part-*"))
        assert all(line in run.said for line in failures.splitlines())
    assert "crawl.zip: is packed" in away.said


def refused(folder: Path, *arguments: str, **environment: str) -> str:
    """What a build by Spark says that ends with status 2."""
    command = [sys.executable, "-m", "kg.cli", "build", "rows", "--engine", "spark", *arguments]
    run = subprocess.run(command, cwd=folder, env=os.environ | BRIEF | environment, capture_output=True, text=True, check=False)
    assert (run.returncode, "Traceback" in run.stderr) == (2, False), run.stderr
    return run.stderr


def test_a_folder_that_holds_something_is_not_written_to(folder: Path, here: Run) -> None:
    before = sorted(here.output.iterdir())
    assert "holds something already" in refused(folder, "--master", "local[1]", "--output", "here")
    assert sorted(here.output.iterdir()) == before


def test_what_keeps_spark_from_starting_is_told_with_what_to_do(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "with --output" in refused(folder, "--master", "local[1]")
    assert "apt-get install" in refused(folder, "--output", "new", PATH="/nowhere", JAVA_HOME="")
    assert "nonsense" in refused(folder, "--output", "new", "--master", "nonsense")
    assert 'No FileSystem for scheme "nosuch"' in refused(folder, "nosuch:///x", "--output", "new", "--master", "local[1]")
    assert not (folder / "new").exists()
    monkeypatch.setitem(sys.modules, "pyspark", None)
    with pytest.raises(SetupError, match=r"pip install 'kg\[spark\]'"):
        must_be_installed()


@pytest.mark.parametrize("arguments", [("--master", "local[2]"), ("--output", "new"), ("--engine", "spark", "--output", "new", "--prune")])
def test_options_of_one_engine_are_refused_by_the_other(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(CITING, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-m", "kg.cli", "build", "a.txt", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
    )
    assert (run.returncode, "--engine spark" in run.stderr or "--prune" in run.stderr) == (2, True)
