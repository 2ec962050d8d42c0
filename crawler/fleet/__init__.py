"""Many machines: archives in shards, with an output file for each input file."""
