package io.tetrarch.node.device;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.store.WholeFile;
import io.tetrarch.pbft.message.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the paired devices are kept: {@code {"devices":[{"name","key","pairedMillis"}]}}, or in memory alone. */
public final class DeviceFile {
    private static final int KEY_BYTES = 32;

    private final Optional<Path> path;

    private DeviceFile(Optional<Path> path) {
        this.path = path;
    }

    /** A file, which need not exist yet. */
    public static DeviceFile at(Path path) {
        return new DeviceFile(Optional.of(path));
    }

    /** Keeps nothing. */
    public static DeviceFile none() {
        return new DeviceFile(Optional.empty());
    }

    SortedMap<String, PairedDevice> read() throws IOException {
        SortedMap<String, PairedDevice> devices = new TreeMap<>();
        if (path.isEmpty() || !Files.exists(path.get())) {
            return devices;
        }
        try {
            JsonObject file = JsonParser.parseObject(Files.readAllBytes(path.get()), JsonLimits.ACTION);
            if (!(file.get("devices") instanceof JsonArray list)) {
                throw new IOException(path.get() + ": expected a list of devices");
            }
            for (JsonValue each : list.elements()) {
                PairedDevice device = device(each);
                devices.put(device.name(), device);
            }
        } catch (JsonRejected e) {
            throw new IOException(path.get() + ":" + e.getMessage(), e);
        }
        return devices;
    }

    private PairedDevice device(JsonValue value) throws IOException {
        if (value instanceof JsonObject device) {
            String name = device.string("name");
            String key = device.string("key");
            if (name != null
                    && key != null
                    && key.matches("[0-9a-f]{" + 2 * KEY_BYTES + "}")
                    && device.get("pairedMillis") instanceof JsonNumber millis) {
                return new PairedDevice(name, Bytes.wrap(HexFormat.of().parseHex(key)), millis.toLong());
            }
        }
        throw new IOException(path.orElseThrow() + ": expected devices with name, key and pairedMillis");
    }

    void write(SortedMap<String, PairedDevice> devices) throws IOException {
        if (path.isEmpty()) {
            return;
        }
        JsonObject file = JsonObject.builder()
                .put(
                        "devices",
                        new JsonArray(devices.values().stream()
                                .<JsonValue>map(device -> JsonObject.builder()
                                        .put("name", device.name())
                                        .put("key", device.key().toString())
                                        .put("pairedMillis", device.pairedMillis())
                                        .build())
                                .toList()))
                .build();
        WholeFile.replace(path.get(), (file.toJson() + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
