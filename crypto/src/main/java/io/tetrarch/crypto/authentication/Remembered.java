package io.tetrarch.crypto.authentication;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A bounded memory of the latest entries, in two generations: when the younger is full the older is forgotten and the
 * younger takes its place. It holds at most its bound (but for entries that other threads add in the same moment) and
 * at least the latest half of it. Safe to use from any thread.
 */
final class Remembered<K, V> {
    private final int generation;
    private volatile Map<K, V> young;
    private volatile Map<K, V> old = Map.of();

    /** @param bound most entries held; 0 remembers nothing */
    Remembered(int bound) {
        this.generation = bound / 2;
        this.young = fresh();
    }

    boolean isOn() {
        return generation > 0;
    }

    @Nullable
    V get(K key) {
        V value = young.get(key);
        return value != null ? value : old.get(key);
    }

    void put(K key, V value) {
        if (!isOn()) {
            return;
        }
        Map<K, V> current = young;
        current.put(key, value);
        if (current.size() >= generation) {
            turn(current);
        }
    }

    @SuppressWarnings("ReferenceEquality") // whether another thread has turned this very map already
    private synchronized void turn(Map<K, V> full) {
        if (young == full) {
            old = full;
            young = fresh();
        }
    }

    /** Of its full size from the beginning: growing would move every entry a dozen times. */
    private Map<K, V> fresh() {
        return new ConcurrentHashMap<>(generation + generation / 2);
    }

    int size() {
        return young.size() + old.size();
    }
}
