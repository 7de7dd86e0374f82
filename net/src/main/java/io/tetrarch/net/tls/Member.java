package io.tetrarch.net.tls;

import io.tetrarch.pbft.message.Digest;

/** Whom a group's file names, as the other end of a connection. */
public sealed interface Member {
    String name();

    /** @param index of its seat */
    record OfSeat(int index, String name) implements Member {}

    /** @param keyId what its requests are signed under */
    record OfClient(Digest keyId, String name) implements Member {}
}
