"""Records → datasets: Parquet, Arrow and Avro schemas, near-duplicates, cards. What needs the extra imports it late."""
