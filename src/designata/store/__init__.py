"""Where claims live: a folder of Parquet files that only grows, and the raw bytes they came from.

``manifest.py`` says which files count, ``segments.py`` writes them, ``archive.py`` keeps raw bytes,
``append.py`` turns an edition into what changed, ``claims.py`` reads as of a day.
"""
