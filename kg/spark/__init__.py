"""A build on many machines: the same stages as Spark jobs, which leave the graph in partitions. Needs the extra `kg[spark]`."""
