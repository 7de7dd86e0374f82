package io.tetrarch.pbft;

import io.tetrarch.pbft.message.Digest;

/** A header of the chain by its place and digest. */
record Link(long sequence, Digest digest) {}
