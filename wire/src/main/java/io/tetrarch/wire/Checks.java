package io.tetrarch.wire;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnsafeByteOperations;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import java.util.ArrayList;
import java.util.List;

/** The checks on single fields, and what is written for them. */
record Checks(WireLimits limits) {
    static final int SIGNATURE_BYTES = 64;

    static ByteString bytes(Digest digest) {
        return UnsafeByteOperations.unsafeWrap(digest.toArray());
    }

    static ByteString bytes(Bytes bytes) {
        return UnsafeByteOperations.unsafeWrap(bytes.readOnlyArray());
    }

    /** A message field that has to be there and may hold nothing that this schema does not know. */
    <M extends Message> M known(boolean present, M message) throws MalformedException {
        if (!present) {
            throw new MalformedException(name(message) + " is missing");
        }
        return known(message);
    }

    <M extends Message> M known(M message) throws MalformedException {
        if (message.getUnknownFields().getSerializedSize() != 0) {
            throw new MalformedException(name(message) + " has an unknown field");
        }
        return message;
    }

    Digest digest(ByteString from, String field) throws MalformedException {
        if (from.size() != Digest.SIZE_BYTES) {
            throw new MalformedException(field + " has " + from.size() + " bytes, not " + Digest.SIZE_BYTES);
        }
        return Digest.of(from.toByteArray());
    }

    Bytes signature(ByteString from) throws MalformedException {
        if (from.size() != SIGNATURE_BYTES) {
            throw new MalformedException("signature has " + from.size() + " bytes, not " + SIGNATURE_BYTES);
        }
        return Bytes.wrap(from.toByteArray());
    }

    Bytes action(ByteString from) throws MalformedException {
        if (from.size() > limits.actionBytes()) {
            throw new MalformedException("action has " + from.size() + " bytes, more than " + limits.actionBytes());
        }
        return Bytes.wrap(from.toByteArray());
    }

    /** A number that the schema holds unsigned and the values signed. */
    long number(long from, String field) throws MalformedException {
        if (from < 0) {
            throw new MalformedException(field + " is above 2^63 - 1");
        }
        return from;
    }

    int replica(int from, String field) throws MalformedException {
        if (from < 0 || from >= limits.replicas()) {
            throw new MalformedException(field + " " + Integer.toUnsignedString(from) + " is not among the "
                    + limits.replicas() + " replicas");
        }
        return from;
    }

    /** The schema's parser has found the text to be UTF-8 already. */
    String text(ByteString from, String field) throws MalformedException {
        if (from.size() > limits.textBytes()) {
            throw new MalformedException(field + " has " + from.size() + " bytes, more than " + limits.textBytes());
        }
        return from.toStringUtf8();
    }

    void count(int count, int least, int most, String field) throws MalformedException {
        if (count < least || count > most) {
            throw new MalformedException(field + ": " + count + " elements, not " + least + " to " + most);
        }
    }

    /** Refuses a list of replicas that is not strictly ascending: nobody stands in it twice. */
    int ascending(int previous, int replica, String field) throws MalformedException {
        if (replica(replica, field) <= previous) {
            throw new MalformedException(field + " " + replica + " stands twice or out of order");
        }
        return replica;
    }

    static MalformedException noneOf(Message message) {
        return new MalformedException(name(message) + " is of no known kind");
    }

    <F, T> List<T> list(List<F> from, ElementDecoder<F, T> decode) throws MalformedException {
        List<T> decoded = new ArrayList<>(from.size());
        for (F each : from) {
            decoded.add(decode.decode(each));
        }
        return decoded;
    }

    private static String name(Message message) {
        return message.getDescriptorForType().getName();
    }

    /** Decodes one element of a list. */
    @FunctionalInterface
    interface ElementDecoder<F, T> {
        T decode(F from) throws MalformedException;
    }
}
