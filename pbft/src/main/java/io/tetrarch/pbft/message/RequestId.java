package io.tetrarch.pbft.message;

/**
 * Unique per client: a client counts its requests upwards.
 *
 * @param client the client's key id: SHA3-256 of its raw public key
 * @param number positive; the service keeps a window of the highest numbers decided per client
 */
public record RequestId(Digest client, long number) implements Comparable<RequestId> {
    @Override
    public int compareTo(RequestId other) {
        int order = client.compareTo(other.client);
        return order != 0 ? order : Long.compare(number, other.number);
    }
}
