package io.tetrarch.embedded.home;

import io.tetrarch.client.request.ReservedNumbers;
import io.tetrarch.crypto.keyfile.KeyFileException;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.keyfile.PrivateKeyFile;
import io.tetrarch.proof.group.GroupFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Founds a home so that a crash at any moment leaves either none or a whole one. Everything is written into a folder
 * beside, the group file last; from then on the home exists, and moving its parts to their places can be taken up again
 * by the next start.
 */
final class Staging {
    static final String GROUP = "group.json";
    static final String CHARTER = "charter.yaml";
    static final String NUMBERS = "gate.numbers";
    static final String REPLICAS = "replicas";
    static final String UNUSED = ".unused";
    static final String RECORDS = "records";
    static final String EPOCHS = "epochs";
    static final String LINEAGE = "lineage.json";
    private static final String KEYS = "keys";
    private static final String STAGING = ".founding";

    private Staging() {}

    static Path keyFile(Path folder, String name) {
        return folder.resolve(KEYS).resolve(name + ".pem");
    }

    static Path laterKeys(Path folder) {
        return folder.resolve(KEYS).resolve("later");
    }

    /** Says of a replica that it has never voted. */
    static Path unused(Path folder, String replica) {
        return folder.resolve(REPLICAS).resolve(replica + UNUSED);
    }

    /** Finishes or clears away what an earlier founding left. */
    static void complete(Path folder) throws IOException {
        Path staging = folder.resolve(STAGING);
        if (Files.exists(staging.resolve(GROUP))) {
            moveIn(folder, staging);
        } else if (Files.exists(staging)) {
            delete(staging);
        }
    }

    /** Whether a group was founded here, be it that not all of it is in its place yet. */
    static boolean isFounded(Path folder) {
        return Files.exists(folder.resolve(GROUP)) || isCutShort(folder);
    }

    /** Whether the group here is whole, but not all in its place. */
    static boolean isCutShort(Path folder) {
        return Files.exists(folder.resolve(STAGING).resolve(GROUP));
    }

    static boolean isNotOfAGroup(String name) {
        return name.equals("lock") || name.equals(STAGING);
    }

    /** Nothing is written into a folder that holds other things. */
    static void refuseOthers(Path folder) throws IOException, HomeRefused {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> found = Files.list(folder)) {
            List<String> others = found.map(path -> path.getFileName().toString())
                    .filter(name -> !isNotOfAGroup(name))
                    .sorted()
                    .toList();
            if (others.stream().anyMatch(name -> name.startsWith(Refounding.ASIDE))) {
                throw new HomeRefused(
                        folder + " holds what a lost group left, and the founding of a new one was cut short;"
                                + " 'tetrarch group refound' takes it up");
            }
            if (!others.isEmpty()) {
                throw new HomeRefused(folder + " holds no group file but other things (" + others.getFirst()
                        + "); give a folder of its own");
            }
        }
    }

    /**
     * Writes the group. If it cannot be written, none of it stays.
     *
     * @throws IOException saying so, if the group is whole but not all in its place
     */
    static void found(Path folder, Plan plan, Founding founding, Passphrase passphrase)
            throws IOException, HomeRefused {
        found(folder, plan, founding, passphrase, Optional.empty());
    }

    /** @param note on the lost group in whose place this one is founded */
    static void found(Path folder, Plan plan, Founding founding, Passphrase passphrase, Optional<byte[]> note)
            throws IOException, HomeRefused {
        Path staging = folder.resolve(STAGING);
        try {
            write(staging, plan, founding, passphrase, note);
        } catch (IOException | HomeRefused | RuntimeException e) {
            if (!isCutShort(folder)) {
                clear(staging, e);
            }
            throw e;
        }
        try {
            moveIn(folder, staging);
        } catch (IOException e) {
            throw new IOException(
                    "the group is made, but not all of it is in its place; starting again completes it: " + e, e);
        }
    }

    /** Makes a folder that nobody else can look into, whatever the umask. */
    static void createOwn(Path folder) throws IOException {
        Files.createDirectory(
                folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void clear(Path staging, Exception because) {
        try {
            if (Files.exists(staging)) {
                delete(staging);
            }
        } catch (IOException e) {
            because.addSuppressed(e);
        }
    }

    private static void write(Path staging, Plan plan, Founding founding, Passphrase passphrase, Optional<byte[]> note)
            throws IOException, HomeRefused {
        createOwn(staging);
        createOwn(staging.resolve(KEYS));
        createOwn(staging.resolve(REPLICAS));
        for (int i = 0; i < plan.replicas().size(); i++) {
            String name = plan.replicas().get(i);
            createKey(keyFile(staging, name), founding.replicaSeeds().get(i), passphrase);
            write(unused(staging, name), new byte[0]);
        }
        createKey(keyFile(staging, Plan.GATE), founding.gateSeed(), passphrase);
        ReservedNumbers.create(staging.resolve(NUMBERS));
        write(staging.resolve(CHARTER), plan.charterFile());
        write(staging.resolve(FolderMark.FILE), FolderMark.NEW.encode());
        write(FolderMark.marked(staging), new byte[0]);
        if (note.isPresent()) {
            write(staging.resolve(Refounding.NOTE), note.get());
        }
        sync(staging.resolve(REPLICAS));
        Path whole = staging.resolve(GROUP + ".new");
        write(whole, GroupFile.write(founding.group()).getBytes(StandardCharsets.UTF_8));
        sync(staging);
        Files.move(whole, staging.resolve(GROUP), StandardCopyOption.ATOMIC_MOVE);
        sync(staging);
    }

    private static void createKey(Path file, byte[] seed, Passphrase passphrase) throws IOException, HomeRefused {
        try {
            PrivateKeyFile.create(file, seed, passphrase);
        } catch (KeyFileException e) {
            throw new HomeRefused(String.valueOf(e.getMessage()), e);
        }
        Arrays.fill(seed, (byte) 0);
    }

    /** The group file goes last: it says that all the rest is there. */
    private static void moveIn(Path folder, Path staging) throws IOException {
        for (String part : List.of(KEYS, REPLICAS, NUMBERS, FolderMark.FILE, CHARTER, Refounding.NOTE, GROUP)) {
            Path from = staging.resolve(part);
            if (Files.exists(from)) {
                sync(folder);
                Files.move(from, folder.resolve(part), StandardCopyOption.ATOMIC_MOVE);
            }
        }
        sync(folder);
        delete(staging);
    }

    private static void write(Path file, byte[] content) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            ByteBuffer buffer = ByteBuffer.wrap(content);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        }
    }

    static void sync(Path folder) throws IOException {
        try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> tree = Files.walk(folder)) {
            for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
