package io.tetrarch.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** What disks, people and backups do to the files of a folder that no process has open. */
public final class HurtFiles {
    private static final int WAL_BLOCK = 32 << 10;
    private static final int WAL_HEADER = 7;
    private static final int LENGTH_AT = 4;

    private HurtFiles() {}

    public static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> tree = Files.walk(from)) {
            for (Path path : tree.toList()) {
                Files.copy(path, to.resolve(from.relativize(path).toString()));
            }
        }
    }

    public static void delete(Path tree) throws IOException {
        List<Path> paths;
        try (Stream<Path> all = Files.walk(tree)) {
            paths = all.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            Files.delete(path);
        }
    }

    /** A folder of an earlier build, as it was kept. */
    public static void unpack(String zipped, Path to) throws IOException {
        try (InputStream in = HurtFiles.class.getResourceAsStream(zipped);
                ZipInputStream zip = new ZipInputStream(Objects.requireNonNull(in))) {
            for (ZipEntry each = zip.getNextEntry(); each != null; each = zip.getNextEntry()) {
                Path file = to.resolve(each.getName());
                if (each.isDirectory()) {
                    Files.createDirectories(file);
                    continue;
                }
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
                if (each.getName().endsWith(".pem")) {
                    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
                }
            }
        }
    }

    /** The files of this kind, by name. */
    public static List<Path> files(Path folder, String ending) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    /** @param at from the end of the file if negative */
    public static void flip(Path file, int at) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[at < 0 ? bytes.length + at : at] ^= 0x40;
        Files.write(file, bytes);
    }

    /** As when the power fails before the last record of the log was synced. */
    static void dropLastRecord(Path store) throws IOException {
        Path log = files(store, ".log").reversed().stream()
                .filter(file -> file.toFile().length() > 0)
                .findFirst()
                .orElseThrow();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(log)).order(ByteOrder.LITTLE_ENDIAN);
        int at = 0;
        int last = 0;
        while (at + WAL_HEADER <= bytes.capacity()) {
            if (WAL_BLOCK - at % WAL_BLOCK < WAL_HEADER) {
                at += WAL_BLOCK - at % WAL_BLOCK;
                continue;
            }
            last = at;
            at += WAL_HEADER + Short.toUnsignedInt(bytes.getShort(at + LENGTH_AT));
        }
        byte[] kept = new byte[last];
        bytes.get(0, kept);
        Files.write(log, kept);
    }
}
