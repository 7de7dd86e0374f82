package io.tetrarch.client.request;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Terms;
import java.util.Optional;

/**
 * What a client wants decided.
 *
 * @param action the canonical bytes
 * @param actionHash their SHA3-256
 * @param lifeMillis from now to the deadline
 * @param toolDefinition digest of the tool's definition as the client saw it
 */
public record Question(Bytes action, Digest actionHash, Terms terms, long lifeMillis, Optional<Digest> toolDefinition) {
    /** Without the action, which may hold secrets. */
    @Override
    public String toString() {
        return "Question[" + actionHash + ", " + terms + "]";
    }
}
