"""The Spark session of a run."""

import os
import sys
from typing import TYPE_CHECKING

from checker.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: Settings of queries (https://spark.apache.org/docs/latest/configuration.html); those that are set already stay.
_QUERIES = {
    # whole manuscripts are in the rows: few at a time
    "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
    "spark.sql.execution.arrow.maxBytesPerBatch": "32m",
    "spark.sql.sources.partitionOverwriteMode": "dynamic",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "32m",
}
#: Spark's default of 200 is for clusters.
_LOCAL_PARTITIONS = "16"
_START = {"spark.app.name": "citeproof", "spark.ui.enabled": "false", "spark.ui.showConsoleProgress": "false"}
#: A local run is over before Java's optimising compiler has paid for itself: each query brings new code, and Python does most.
_LOCAL_JAVA = "-XX:TieredStopAtLevel=1 -XX:+UseParallelGC"


def open_session(master: str | None) -> "SparkSession":
    """The session of `spark-submit`, or one on `master` (default: all processors of this machine).

    What `spark-submit` and `spark-defaults.conf` set is left alone. Raises InputError where pyspark or Java is missing.
    """
    try:
        from pyspark import SparkConf
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise InputError("a corpus is checked by Spark: pip install 'citeproof[spark]'") from problem
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf()
    if "PYSPARK_GATEWAY_PORT" not in os.environ:  # else spark-submit has started Java, and has a master
        master = master or "local[*]"
        conf.setAll([*_START.items()])
        if master.startswith("local"):
            os.environ.setdefault("SPARK_DRIVER_MEMORY", f"{max(2, (os.cpu_count() or 1) // 2)}g")
            conf.set("spark.driver.extraJavaOptions", _LOCAL_JAVA)
    if master:
        conf.setMaster(master)
    try:
        session = SparkSession.builder.config(conf=conf).getOrCreate()
    except (PySparkRuntimeError, FileNotFoundError) as problem:
        raise InputError("Spark needs Java 17 or newer: install it, or set JAVA_HOME to where it is") from problem
    _set_queries(session)
    session.sparkContext.setLogLevel("ERROR")
    return session


def _set_queries(session: "SparkSession") -> None:
    known = session.sparkContext.getConf()
    local = {"spark.sql.shuffle.partitions": _LOCAL_PARTITIONS} if session.sparkContext.master.startswith("local") else {}
    for name, value in (_QUERIES | local).items():
        if not known.contains(name):
            session.conf.set(name, value)
