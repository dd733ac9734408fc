"""Read files and texts: the corpus, its editions, strangers' documents, encodings and repair."""
