"""Simple: texts that are so simple that they are read line by line, many times as fast as all YAML can be."""
