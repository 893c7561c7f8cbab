"""The Spark session of a run."""

import os
import sys
from typing import TYPE_CHECKING

from checker.errors import InputError

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

#: What local runs need and clusters may set otherwise (https://spark.apache.org/docs/latest/configuration.html).
_DEFAULTS = {
    "spark.app.name": "citeproof",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    # whole manuscripts are in the rows: few at a time
    "spark.sql.execution.arrow.maxRecordsPerBatch": "200",
    "spark.sql.sources.partitionOverwriteMode": "dynamic",
    "spark.sql.adaptive.skewJoin.enabled": "true",
    "spark.sql.adaptive.advisoryPartitionSizeInBytes": "32m",
}
#: Spark's default of 200 is for clusters.
_LOCAL_PARTITIONS = "16"


def open_session(master: str | None) -> "SparkSession":
    """The session of `spark-submit`, or one on `master` (default: all processors of this machine).

    Raises InputError where pyspark or Java is missing.
    """
    try:
        from pyspark import SparkConf
        from pyspark.errors import PySparkRuntimeError
        from pyspark.sql import SparkSession
    except ImportError as problem:
        raise InputError("a corpus is checked by Spark: pip install 'citeproof[spark]'") from problem
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    conf = SparkConf()
    for name, value in _DEFAULTS.items():
        conf.setIfMissing(name, value)
    if master or not conf.contains("spark.master"):
        conf.setMaster(master or "local[*]")
    if str(conf.get("spark.master")).startswith("local"):
        conf.setIfMissing("spark.sql.shuffle.partitions", _LOCAL_PARTITIONS)
    try:
        session = SparkSession.builder.config(conf=conf).getOrCreate()
    except (PySparkRuntimeError, FileNotFoundError) as problem:
        raise InputError("Spark needs Java 17 or newer: install it, or set JAVA_HOME to where it is") from problem
    session.sparkContext.setLogLevel("ERROR")
    return session
