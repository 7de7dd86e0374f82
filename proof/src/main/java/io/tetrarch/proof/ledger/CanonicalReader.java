package io.tetrarch.proof.ledger;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Domain;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * Reads what {@link io.tetrarch.pbft.message.Encoder} wrote, strictly: every method throws
 * {@link IllegalArgumentException} with the offset where the bytes are not of the form asked for. A length or count
 * larger than what is left is refused before anything is allocated for it.
 */
public final class CanonicalReader {
    private final ByteBuffer from;

    public CanonicalReader(byte[] bytes) {
        this.from = ByteBuffer.wrap(bytes);
    }

    public int u8() {
        return Byte.toUnsignedInt(need(1).get());
    }

    /** A number below 2^31; nothing this project encodes is larger. */
    public int u32() {
        int value = need(4).getInt();
        if (value < 0) {
            throw refused("a number below 2^31", 4);
        }
        return value;
    }

    public long u64() {
        return need(8).getLong();
    }

    public Digest digest() {
        byte[] bytes = new byte[Digest.SIZE_BYTES];
        need(bytes.length).get(bytes);
        return Digest.of(bytes);
    }

    public Domain domain() {
        return new Domain(digest(), u64());
    }

    public Bytes bytes() {
        byte[] content = new byte[count(1)];
        from.get(content);
        return Bytes.wrap(content);
    }

    /** Well-formed UTF-8, so that encoding the string gives the same bytes again. */
    public String string() {
        byte[] content = new byte[count(1)];
        from.get(content);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(content))
                    .toString();
        } catch (CharacterCodingException e) {
            throw refused("well-formed UTF-8", content.length);
        }
    }

    /** @param leastBytes that an element takes, at least 1: it bounds what a false count can cost */
    public <T> List<T> list(int leastBytes, Function<CanonicalReader, T> element) {
        int count = count(leastBytes);
        List<T> elements = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            elements.add(element.apply(this));
        }
        return elements;
    }

    public <T> Optional<T> optional(Function<CanonicalReader, T> value) {
        return bool() ? Optional.of(value.apply(this)) : Optional.empty();
    }

    public boolean bool() {
        int flag = u8();
        if (flag > 1) {
            throw refused("a byte 0 or 1", 1);
        }
        return flag == 1;
    }

    /** The one of {@code values} whose code the next byte is. */
    public <T> T constant(T[] values, ToIntFunction<T> code) {
        int found = u8();
        for (T value : values) {
            if (code.applyAsInt(value) == found) {
                return value;
            }
        }
        throw refused("one of " + values.length + " known codes", 1);
    }

    /** What stands at the end, after a byte 1, or is left out with it. */
    public <T> Optional<T> trailing(Function<CanonicalReader, T> value) {
        if (!from.hasRemaining()) {
            return Optional.empty();
        }
        Optional<T> found = optional(value);
        if (found.isEmpty()) {
            throw refused("the end, or 1 and what follows", 1);
        }
        return found;
    }

    /** Nothing may be left. */
    public void end() {
        if (from.hasRemaining()) {
            throw refused("the end, found " + from.remaining() + " more bytes", 0);
        }
    }

    private int count(int leastBytes) {
        int count = u32();
        if (count > from.remaining() / leastBytes) {
            throw refused("a length or count that the rest can hold, found " + count, 4);
        }
        return count;
    }

    private ByteBuffer need(int bytes) {
        if (from.remaining() < bytes) {
            throw refused(bytes + " bytes, found " + from.remaining(), 0);
        }
        return from;
    }

    private IllegalArgumentException refused(String expected, int consumed) {
        return new IllegalArgumentException("at byte " + (from.position() - consumed) + ": expected " + expected);
    }
}
