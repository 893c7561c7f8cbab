"""Archives of manuscripts on Apache Spark: the functions of `check` in a few large joins. The only importer of pyspark."""
