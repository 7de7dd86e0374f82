package io.tetrarch.node.device;

import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.pbft.message.Bytes;

/**
 * A device that may answer for a person.
 *
 * @param name as charters name it
 * @param key its raw Ed25519 public key
 * @param version that a change of it has to say
 * @param pairedMillis Unix time since which it has this key
 * @param ledgerIndex of the decision that says so
 */
public record PairedDevice(String name, Bytes key, DeviceRole role, long version, long pairedMillis, long ledgerIndex) {

    static PairedDevice of(String name, DeviceTable.Device device) {
        return new PairedDevice(
                name, device.key(), device.role(), device.version(), device.sinceMillis(), device.ledgerIndex());
    }
}
