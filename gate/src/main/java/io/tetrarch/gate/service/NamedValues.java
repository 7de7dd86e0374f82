package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The shared named state: what the group has agreed each key to be, how it came to that, and which changes came too late.
 * Immutable.
 *
 * @param byKey at most {@link #MOST_KEYS}
 * @param conflicts the last {@link #MOST_CONFLICTS}, in the order of the ledger
 */
public record NamedValues(SortedMap<String, Named> byKey, List<Conflict> conflicts) {
    /** Keys at most; a change that would add another has no effect. */
    public static final int MOST_KEYS = 256;

    /** Changes remembered per key; all of them are on the ledger. */
    public static final int MOST_CHANGES = 32;

    /** Lost races remembered in all. */
    public static final int MOST_CONFLICTS = 128;

    static final NamedValues EMPTY = new NamedValues(new TreeMap<>(), List.of());

    /**
     * A value under its key.
     *
     * @param value compact JSON
     * @param changes the last ones, ascending; the last made this value
     */
    public record Named(long version, Bytes value, List<Change> changes) {
        public Named {
            changes = List.copyOf(changes);
        }

        void encode(Encoder to) {
            to.u64(version).bytes(value).list(changes, (encoder, change) -> change.encode(encoder));
        }

        static Named decode(CanonicalReader from) {
            return new Named(from.u64(), from.bytes(), from.list(Change.BYTES, Change::decode));
        }
    }

    /**
     * A change that took effect.
     *
     * @param value SHA3-256 of the value's compact JSON
     */
    public record Change(long version, long ledgerIndex, Digest value) {
        static final int BYTES = 8 + 8 + Digest.SIZE_BYTES;

        void encode(Encoder to) {
            to.u64(version).u64(ledgerIndex).digest(value);
        }

        static Change decode(CanonicalReader from) {
            return new Change(from.u64(), from.u64(), from.digest());
        }
    }

    /** A change that was approved, but found another version than it expected when its turn came. */
    public record Conflict(String key, long expectedVersion, long foundVersion, long ledgerIndex) {
        void encode(Encoder to) {
            to.string(key).u64(expectedVersion).u64(foundVersion).u64(ledgerIndex);
        }

        static Conflict decode(CanonicalReader from) {
            return new Conflict(from.string(), from.u64(), from.u64(), from.u64());
        }
    }

    public NamedValues {
        byKey = Collections.unmodifiableSortedMap(new TreeMap<>(byKey));
        conflicts = List.copyOf(conflicts);
    }

    public Optional<Named> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** 0 where there is no value. */
    public long version(String key) {
        return find(key).map(Named::version).orElse(0L);
    }

    /** Whether a value under this key can be held at all. */
    public boolean hasRoomFor(String key) {
        return byKey.containsKey(key) || byKey.size() < MOST_KEYS;
    }

    /** After an approved change, which takes effect or is a conflict. */
    NamedValues after(SetState change, long ledgerIndex) {
        long found = version(change.key());
        if (found != change.expectedVersion() || !hasRoomFor(change.key())) {
            Conflict conflict = new Conflict(change.key(), change.expectedVersion(), found, ledgerIndex);
            return new NamedValues(byKey, last(MOST_CONFLICTS, conflicts, conflict));
        }
        Bytes value = change.valueBytes();
        Change made = new Change(found + 1, ledgerIndex, Hash.sha3(value.readOnlyArray()));
        List<Change> before = find(change.key()).map(Named::changes).orElse(List.of());
        SortedMap<String, Named> next = new TreeMap<>(byKey);
        next.put(change.key(), new Named(found + 1, value, last(MOST_CHANGES, before, made)));
        return new NamedValues(next, conflicts);
    }

    private static <T> List<T> last(int most, List<T> before, T added) {
        List<T> all = new ArrayList<>(before.subList(Math.max(0, before.size() + 1 - most), before.size()));
        all.add(added);
        return all;
    }

    void encode(Encoder to) {
        to.list(List.copyOf(byKey.entrySet()), NamedValues::encode)
                .list(conflicts, (encoder, conflict) -> conflict.encode(encoder));
    }

    private static void encode(Encoder to, Map.Entry<String, Named> named) {
        named.getValue().encode(to.string(named.getKey()));
    }

    static NamedValues decode(CanonicalReader from) {
        SortedMap<String, Named> byKey = new TreeMap<>();
        from.list(20, reader -> byKey.put(reader.string(), Named.decode(reader)));
        return new NamedValues(byKey, from.list(28, Conflict::decode));
    }

    static long mostBytes() {
        long named = 4 + SetState.MOST_KEY + 8 + 4 + SetState.MOST_VALUE_BYTES + 4 + (long) MOST_CHANGES * Change.BYTES;
        return 4 + MOST_KEYS * named + 4 + MOST_CONFLICTS * (4 + SetState.MOST_KEY + 24L);
    }
}
