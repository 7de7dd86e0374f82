package io.tetrarch.node.device;

import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.gate.service.ChangeDevice.Kept;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.device.DeviceRefused.Reason;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Where earlier builds kept the paired devices: {@code {"devices":[{"name","key","pairedMillis"}]}}. The ledger tells of
 * them now. A file is taken over once, where the ledger tells of none yet, and is gone then.
 */
public final class DeviceFile {
    private static final int KEY_BYTES = 32;

    private final Optional<Path> path;

    private DeviceFile(Optional<Path> path) {
        this.path = path;
    }

    /** A file, which need not exist. */
    public static DeviceFile at(Path path) {
        return new DeviceFile(Optional.of(path));
    }

    /** Where there never was one. */
    public static DeviceFile none() {
        return new DeviceFile(Optional.empty());
    }

    /**
     * Puts what the file says on the ledger, if that tells of no device yet.
     *
     * @return one line that tells of it; empty if there was nothing to do
     * @throws DeviceRefused if the file does not say what the ledger says, or the group does not decide it
     * @throws IOException if the file cannot be read, or is none of devices
     */
    public Optional<String> takeOver(DeviceLedger ledger) throws DeviceRefused, IOException {
        if (path.isEmpty() || !Files.exists(path.get())) {
            return Optional.empty();
        }
        List<Kept> kept = read(path.get());
        Optional<String> told = Optional.empty();
        if (!kept.isEmpty() && ledger.table().changes() == 0) {
            told = Optional.of(kept.size() + " paired devices of an earlier build stand on the ledger now, at entry "
                    + adopted(ledger, kept));
        }
        for (Kept each : kept) {
            Optional<Bytes> key = ledger.table().find(each.device()).map(DeviceTable.Device::key);
            if (!key.equals(Optional.of(each.key()))) {
                throw new DeviceRefused(
                        Reason.OTHER_SUBJECT,
                        path.get() + ": names the key " + each.key() + " for " + each.device()
                                + ", which the ledger does" + " not; the ledger counts, so remove this file");
            }
        }
        Files.delete(path.get());
        return told;
    }

    private long adopted(DeviceLedger ledger, List<Kept> kept) throws DeviceRefused {
        try {
            return DeviceBook.decided(ledger, new ChangeDevice.Adopt(kept));
        } catch (DeviceRefused e) {
            throw new DeviceRefused(e.reason(), path.orElseThrow() + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DeviceRefused(Reason.UNDECIDED, path.orElseThrow() + ": interrupted while it was taken over");
        }
    }

    private static List<Kept> read(Path file) throws IOException {
        List<Kept> devices = new ArrayList<>();
        try {
            JsonObject json = JsonParser.parseObject(Files.readAllBytes(file), JsonLimits.ACTION);
            if (!(json.get("devices") instanceof JsonArray list)) {
                throw new IOException(file + ": expected a list of devices");
            }
            for (JsonValue each : list.elements()) {
                devices.add(device(each, file));
            }
        } catch (JsonRejected e) {
            throw new IOException(file + ":" + e.getMessage(), e);
        }
        return devices;
    }

    private static Kept device(JsonValue value, Path file) throws IOException {
        if (value instanceof JsonObject device) {
            String name = device.string("name");
            String key = device.string("key");
            if (name != null
                    && key != null
                    && key.matches("[0-9a-f]{" + 2 * KEY_BYTES + "}")
                    && device.get("pairedMillis") instanceof JsonNumber millis) {
                return new Kept(name, Bytes.wrap(HexFormat.of().parseHex(key)), millis.toLong());
            }
        }
        throw new IOException(file + ": expected devices with name, key and pairedMillis");
    }
}
