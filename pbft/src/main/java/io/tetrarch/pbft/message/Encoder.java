package io.tetrarch.pbft.message;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * The one encoder of everything that is hashed or signed. Numbers are big-endian and of fixed width; every field of
 * variable length is preceded by its length or count as an unsigned 32-bit number, so that no two values share an
 * encoding.
 */
public final class Encoder {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private static final int CAPACITY = 256;

    private byte[] buffer;
    private int size;

    public Encoder() {
        this(CAPACITY);
    }

    /** @param capacity bytes expected; more are taken too */
    public Encoder(int capacity) {
        this.buffer = new byte[capacity];
    }

    public Encoder u8(int value) {
        reserve(1);
        buffer[size++] = (byte) value;
        return this;
    }

    public Encoder u32(int value) {
        reserve(4);
        INT.set(buffer, size, value);
        size += 4;
        return this;
    }

    public Encoder u64(long value) {
        reserve(8);
        LONG.set(buffer, size, value);
        size += 8;
        return this;
    }

    public Encoder digest(Digest digest) {
        reserve(Digest.SIZE_BYTES);
        digest.write(buffer, size);
        size += Digest.SIZE_BYTES;
        return this;
    }

    public Encoder domain(Domain domain) {
        return digest(domain.groupId()).u64(domain.epoch());
    }

    public Encoder bytes(Bytes bytes) {
        return bytes(bytes.readOnlyArray());
    }

    public Encoder bytes(byte[] bytes) {
        u32(bytes.length);
        reserve(bytes.length);
        System.arraycopy(bytes, 0, buffer, size, bytes.length);
        size += bytes.length;
        return this;
    }

    public Encoder string(String text) {
        return bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The count, then each element. */
    public <T> Encoder list(List<T> elements, BiConsumer<Encoder, T> element) {
        u32(elements.size());
        for (T each : elements) {
            element.accept(this, each);
        }
        return this;
    }

    /** A byte 0 or 1, then the value where there is one. */
    public <T> Encoder optional(Optional<T> value, BiConsumer<Encoder, T> encode) {
        u8(value.isPresent() ? 1 : 0);
        value.ifPresent(present -> encode.accept(this, present));
        return this;
    }

    public byte[] toArray() {
        return Arrays.copyOf(buffer, size);
    }

    /** SHA3-256 of what was written so far. */
    public Digest sha3() {
        return Hash.sha3(buffer, 0, size);
    }

    private void reserve(int more) {
        if (buffer.length - size < more) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + more));
        }
    }
}
