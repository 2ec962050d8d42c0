"""Many machines: archives in shards, each input file with an output file of its own."""
