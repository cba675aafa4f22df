"""Starts Spark and ends it; what keeps it from starting is said in words."""

import os
import re
import shutil
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import SetupError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

_JAVA = "Spark needs Java 17 or newer: apt-get install default-jre-headless, or set JAVA_HOME."
_HERE = "127.0.0.1"
_LONGEST = 500
_LOGGING = Path(__file__).with_name("log4j2.properties")


def must_be_installed() -> None:
    """A SetupError where pyspark or Java is missing: before anything else of this package is imported."""
    if not find_spec("pyspark"):
        raise SetupError("the engine spark needs pyspark: pip install 'kg[spark]', on every machine that takes part.")
    if not shutil.which(_java()):
        raise SetupError(f"there is no Java on this machine. {_JAVA}")


@contextmanager
def session(master: str) -> Iterator["SparkSession"]:
    """A Spark session on `master` (`local[4]`, `spark://…`, `yarn`; empty for what spark-submit or Spark's configuration says).

    Where Spark cannot start, or a job fails for good, there is a SetupError. Spark's own settings (spark-defaults.conf,
    HADOOP_CONF_DIR) hold; on a master that is this machine nothing listens to others.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", category=FutureWarning, module="pyspark")  # of pandas, which is not used
        from py4j.protocol import Py4JError  # late: an extra
        from pyspark.errors import PySparkException
        from pyspark.sql import SparkSession

        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
        if master.startswith("local"):
            os.environ.setdefault("SPARK_LOCAL_IP", _HERE)
        builder = SparkSession.builder.appName("kg build").config(map=_settings(master))
        try:
            spark = (builder.master(master) if master else builder).getOrCreate()
        except (PySparkException, Py4JError) as error:
            raise SetupError(f"Spark did not start on {master or 'its master'}: {_gist(error)} {_JAVA}") from error
        try:
            yield spark
        except (PySparkException, Py4JError) as error:
            raise SetupError(f"Spark gave up: {_gist(error)}") from error
        finally:
            spark.stop()


def _java() -> str:
    home = os.environ.get("JAVA_HOME")
    return f"{home}/bin/java" if home else "java"


def _settings(master: str) -> dict[str, bool | float | int | str | None]:
    """What holds for every build; names of files keep what Spark would take for hidden."""
    settings: dict[str, bool | float | int | str | None] = {
        "spark.log.level": "ERROR",
        "spark.ui.showConsoleProgress": str(sys.stderr.isatty()).lower(),
        "spark.sql.files.ignoredPathSegmentRegex": r"^\.",
        "spark.sql.files.openCostInBytes": "131072",
    }
    if master.startswith("local"):
        settings |= {
            "spark.driver.bindAddress": _HERE,
            "spark.driver.host": _HERE,
            "spark.driver.extraJavaOptions": f"-Dlog4j2.configurationFile={_LOGGING.as_uri()}",
            "spark.sql.shuffle.partitions": str(4 * (os.cpu_count() or 1)),
            "spark.ui.enabled": "false",
        }
    return settings


def _gist(error: BaseException) -> str:
    """The line of a long report that tells what happened: the last error of Python, else the last cause, else what Java says first."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    for pattern in (r"\w[\w.]*(?:Error|Exception): ", "Caused by: ", ": "):
        told = [line[found.end() :] if pattern == ": " else line for line in lines if (found := re.match(pattern, line))]
        if told:
            return told[-1][:_LONGEST]
    return (lines or [type(error).__name__])[0][:_LONGEST]
