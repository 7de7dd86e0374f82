package io.tetrarch.gate.service;

import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which keys stand for the devices of people and operators, as the changes decided so far have left it. Immutable.
 *
 * @param changes so far; a name's version is the number of the change that it last took part in
 * @param devices by name
 * @param gone the versions of names that stand for no key any more, the latest {@link #MOST} of them
 * @param floor the version of every other name: none that was forgotten had a later one
 */
public record DeviceTable(long changes, SortedMap<String, Device> devices, SortedMap<String, Long> gone, long floor) {
    /** Devices at most. */
    public static final int MOST = 64;

    static final DeviceTable EMPTY = new DeviceTable(0, new TreeMap<>(), new TreeMap<>(), 0);

    private static final DeviceRole[] ROLES = DeviceRole.values();
    private static final int LEAST_DEVICE_BYTES = 4 + 4 + 1 + 8 + 8 + 8;

    /**
     * A device.
     *
     * @param key raw Ed25519 public key
     * @param version of its name
     * @param sinceMillis Unix time from which on the change was good, as its request says
     * @param ledgerIndex of the decision by which it has this key
     */
    public record Device(Bytes key, DeviceRole role, long version, long sinceMillis, long ledgerIndex) {
        private void encode(Encoder to) {
            to.bytes(key).u8(role.code()).u64(version).u64(sinceMillis).u64(ledgerIndex);
        }

        private static Device decode(CanonicalReader from) {
            return new Device(from.bytes(), from.constant(ROLES, DeviceRole::code), from.u64(), from.u64(), from.u64());
        }
    }

    public DeviceTable {
        devices = Collections.unmodifiableSortedMap(new TreeMap<>(devices));
        gone = Collections.unmodifiableSortedMap(new TreeMap<>(gone));
        if (devices.size() > MOST || gone.size() > MOST) {
            throw new IllegalArgumentException("expected at most " + MOST + " devices, and as many that are gone");
        }
    }

    public Optional<Device> find(String device) {
        return Optional.ofNullable(devices.get(device));
    }

    /** What a change of this name has to say. It goes up with every change of the name, its end included. */
    public long version(String device) {
        return find(device).map(Device::version).orElseGet(() -> gone.getOrDefault(device, floor));
    }

    /** Whether there is an operator's device. */
    public boolean hasOperator() {
        return devices.values().stream().anyMatch(device -> device.role() == DeviceRole.OPERATOR);
    }

    /** Whether nothing was ever changed. */
    boolean isNew() {
        return changes == 0;
    }

    /**
     * After a change that {@link ChangeDeviceCheck} has nothing against.
     *
     * @param sinceMillis from which on its request is good
     */
    DeviceTable after(ChangeDevice change, long sinceMillis, long ledgerIndex) {
        SortedMap<String, Device> next = new TreeMap<>(devices);
        SortedMap<String, Long> removed = new TreeMap<>(gone);
        long version = changes + 1;
        switch (change) {
            case ChangeDevice.Pair pair -> {
                removed.remove(pair.device());
                next.put(pair.device(), new Device(pair.key().raw(), pair.role(), version, sinceMillis, ledgerIndex));
            }
            case ChangeDevice.Replace replace ->
                next.computeIfPresent(
                        replace.device(),
                        (name, old) -> new Device(replace.key().raw(), old.role(), version, sinceMillis, ledgerIndex));
            case ChangeDevice.Remove remove -> {
                next.remove(remove.device());
                removed.put(remove.device(), version);
            }
            case ChangeDevice.Adopt adopt ->
                adopt.devices()
                        .forEach(kept -> next.put(
                                kept.device(),
                                new Device(kept.key(), DeviceRole.PERSON, version, kept.pairedMillis(), ledgerIndex)));
        }
        return removed.size() > MOST
                ? forgetting(version, next, removed)
                : new DeviceTable(version, next, removed, floor);
    }

    /** The oldest of what is gone: its version is below all that are kept. */
    private static DeviceTable forgetting(
            long version, SortedMap<String, Device> next, SortedMap<String, Long> removed) {
        Map.Entry<String, Long> oldest = removed.entrySet().stream()
                .min(Comparator.comparingLong(Map.Entry::getValue))
                .orElseThrow();
        removed.remove(oldest.getKey());
        return new DeviceTable(version, next, removed, oldest.getValue());
    }

    void encode(Encoder to) {
        to.u64(changes)
                .u64(floor)
                .list(
                        List.copyOf(devices.entrySet()),
                        (encoder, device) -> device.getValue().encode(encoder.string(device.getKey())))
                .list(
                        List.copyOf(gone.entrySet()),
                        (encoder, name) -> encoder.string(name.getKey()).u64(name.getValue()));
    }

    static DeviceTable decode(CanonicalReader from) {
        long changes = from.u64();
        long floor = from.u64();
        SortedMap<String, Device> devices = new TreeMap<>();
        from.list(LEAST_DEVICE_BYTES, reader -> devices.put(reader.string(), Device.decode(reader)));
        SortedMap<String, Long> gone = new TreeMap<>();
        from.list(4 + 8, reader -> gone.put(reader.string(), reader.u64()));
        return new DeviceTable(changes, devices, gone, floor);
    }

    static long mostBytes() {
        return 8 + 8 + 4 + MOST * (LEAST_DEVICE_BYTES + 64L + 32) + 4 + MOST * (4 + 64 + 8L);
    }
}
