"""Datasets of records: Parquet, Arrow and Avro schemas, near-duplicates, cards. The extra is imported only in use."""
