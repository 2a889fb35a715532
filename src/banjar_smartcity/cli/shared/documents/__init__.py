"""Documents on the command line: read now by several processes, or seen before on this computer."""
