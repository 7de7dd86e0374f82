package io.tetrarch.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.rocksdb.util.Environment;

/**
 * Done once after a build, so that it need not be done at every start. Two things are:
 *
 * <p>RocksDB's library is unpacked to where the JVM looks for it; otherwise RocksDB unpacks its 17 MB into the temporary
 * folder each time.
 *
 * <p>Signatures are taken out of jars. The JVM verifies a signed jar as it reads it, against whatever key came with it,
 * and archives none of its classes; what the jars are is checked by Maven where they come from. No jar is changed in
 * place, since another process may be running from it.
 */
final class Preparation {
    /** A file that says which C library there is, which RocksDB otherwise asks another program about. */
    private static final String MUSL = "musl";

    private Preparation() {}

    /** {@code arguments}: the folder of the jars, and the folder for libraries. */
    public static void main(String[] arguments) throws IOException {
        Path jars = Path.of(arguments[0]);
        List<Path> all;
        try (Stream<Path> files = Files.list(jars)) {
            all = files.filter(file -> file.toString().endsWith(".jar")).toList();
        }
        for (Path jar : all) {
            withoutSignature(jar);
        }
        unpackLibrary(Path.of(arguments[1]));
    }

    /** Under the plain name, which RocksDB asks for first. */
    static void unpackLibrary(Path folder) throws IOException {
        try (InputStream library =
                Environment.class.getResourceAsStream("/" + Environment.getJniLibraryFileName("rocksdb"))) {
            if (library == null) {
                return; // RocksDB will look for others
            }
            Files.createDirectories(folder);
            Path unpacked = Files.createTempFile(folder, "unpacking", ".tmp");
            try {
                Files.copy(library, unpacked, StandardCopyOption.REPLACE_EXISTING);
                Files.move(
                        unpacked,
                        folder.resolve(Environment.getSharedLibraryFileName("rocksdb")),
                        StandardCopyOption.ATOMIC_MOVE);
            } finally {
                Files.deleteIfExists(unpacked);
            }
            if (Environment.isMuslLibc()) {
                Files.write(folder.resolve(MUSL), new byte[0]);
            }
        }
    }

    static void withoutSignature(Path jar) throws IOException {
        Path unsigned = jar.resolveSibling(jar.getFileName() + ".unsigned");
        try (ZipFile from = new ZipFile(jar.toFile())) {
            if (from.stream().noneMatch(entry -> signs(entry.getName()))) {
                return;
            }
            try (ZipOutputStream to = new ZipOutputStream(Files.newOutputStream(unsigned))) {
                Enumeration<? extends ZipEntry> entries = from.entries();
                while (entries.hasMoreElements()) {
                    ZipEntry entry = entries.nextElement();
                    if (!signs(entry.getName())) {
                        copy(from, entry, to);
                    }
                }
            }
        }
        Files.move(unsigned, jar, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void copy(ZipFile from, ZipEntry entry, ZipOutputStream to) throws IOException {
        ZipEntry copy = new ZipEntry(entry.getName());
        FileTime modified = entry.getLastModifiedTime();
        if (modified != null) {
            copy.setLastModifiedTime(modified);
        }
        to.putNextEntry(copy);
        try (InputStream content = from.getInputStream(entry)) {
            content.transferTo(to);
        }
        to.closeEntry();
    }

    private static boolean signs(String name) {
        String file = name.toUpperCase(Locale.ROOT);
        return file.startsWith("META-INF/")
                && file.indexOf('/', "META-INF/".length()) < 0
                && (file.endsWith(".SF") || file.endsWith(".RSA") || file.endsWith(".DSA") || file.endsWith(".EC"));
    }
}
