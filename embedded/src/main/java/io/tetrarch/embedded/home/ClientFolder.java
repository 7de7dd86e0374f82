package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.client.request.RequestNumbers;
import io.tetrarch.client.request.ReservedNumbers;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.embedded.journal.ExecutorFiles;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.node.device.DeviceFile;
import io.tetrarch.proof.group.ClientMember;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * What the client of a group needs whose replicas run in other processes. Its files, as in a {@link DataFolder}:
 *
 * <pre>
 * group.json           the group file of the founding
 * charter.yaml         the charter that it names
 * keys/gate.pem        the client's private key
 * gate.numbers         up to where its request numbers may be in use
 * executor.log         what its executor has begun
 * proofs/              of what was decided
 * asked/N.json         what was asked for by handles ({@link AskedRequests}); mode 0600
 * </pre>
 *
 * Several processes may have it open: each takes a range of numbers of its own.
 */
public final class ClientFolder implements ClientHome {
    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final long PAUSE_NANOS = 5_000_000;

    private final Path folder;
    private final Group group;
    private final Charter charter;
    private final ClientMember self;
    private final SigningKey key;

    private ClientFolder(Path folder, Group group, Charter charter, ClientMember self, SigningKey key) {
        this.folder = folder;
        this.group = group;
        this.charter = charter;
        this.self = self;
        this.key = key;
    }

    /** Whether there is one here, be it whole or not. */
    public static boolean isOne(Path folder) {
        Path key = Staging.keyFile(folder, Plan.GATE);
        return Files.exists(folder.resolve(Staging.GROUP)) && Files.isDirectory(key.resolveSibling("."));
    }

    /** @throws HomeRefused if a file is missing or not as it must be */
    public static ClientFolder open(Path folder, SignatureScheme scheme, Passphrase passphrase)
            throws IOException, HomeRefused {
        Path file = folder.resolve(Staging.GROUP);
        Group group = HomeFiles.networkedGroup(file, scheme);
        ClientMember gate = group.clients().stream()
                .filter(client -> client.name().equals(Plan.GATE))
                .findFirst()
                .orElseThrow(() -> new HomeRefused(file + ": expected a client named " + Plan.GATE));
        SigningKey key = new ReplicaKeys(scheme, passphrase, Staging.laterKeys(folder))
                .read(Staging.keyFile(folder, Plan.GATE), gate.name(), gate.key());
        return new ClientFolder(folder, group, HomeFiles.charter(folder, group), gate, key);
    }

    public Path path() {
        return folder;
    }

    /** Where the group file is, for whoever verifies proofs. */
    public Path groupFile() {
        return folder.resolve(Staging.GROUP);
    }

    @Override
    public Group group() {
        return group;
    }

    /** The text of the charter that the group was founded with. */
    public byte[] charterFile() throws IOException {
        return Files.readAllBytes(folder.resolve(Staging.CHARTER));
    }

    /** What its executor has begun, to look at. */
    public ExecutorFiles.Reading openJournalForReading() throws IOException {
        return new ExecutorFiles(folder, group.id()).openForReading();
    }

    /** As it was founded. */
    public Charter charter() {
        return charter;
    }

    /** Who asks. */
    public ClientMember self() {
        return self;
    }

    @Override
    public SigningKey gateKey() {
        return key;
    }

    @Override
    public RequestNumbers requestNumbers() {
        return new Ranges();
    }

    /** A range of numbers after the other, each reserved while nobody else may reserve any. */
    private final class Ranges implements RequestNumbers {
        private long next = 1;
        private long last;

        @Override
        public synchronized long next() throws IOException {
            if (next > last) {
                reserve();
            }
            return next++;
        }

        private void reserve() throws IOException {
            long begunNanos = System.nanoTime();
            while (true) {
                try {
                    FolderLock.whileHeld(folder, this::takeRange);
                    return;
                } catch (HomeRefused e) {
                    boolean over = System.nanoTime() - begunNanos > PATIENCE.toNanos();
                    if (over || !e.isInUse() || Thread.currentThread().isInterrupted()) {
                        throw new IOException(String.valueOf(e.getMessage()), e);
                    }
                    LockSupport.parkNanos(PAUSE_NANOS);
                }
            }
        }

        private boolean takeRange() throws IOException {
            ReservedNumbers numbers = ReservedNumbers.open(folder.resolve(Staging.NUMBERS));
            numbers.beginAt(group.gapsFrom());
            next = numbers.next();
            last = numbers.reserved();
            return true;
        }
    }

    @Override
    public AskedRequests askedRequests() {
        return AskedRequests.in(folder.resolve("asked"));
    }

    @Override
    public ExecutionJournal openJournal() throws IOException {
        return new ExecutorFiles(folder, group.id()).open();
    }

    @Override
    public Optional<String> takeOverJournal() {
        return Optional.empty();
    }

    @Override
    public DeviceFile deviceFile() {
        return DeviceFile.none();
    }
}
