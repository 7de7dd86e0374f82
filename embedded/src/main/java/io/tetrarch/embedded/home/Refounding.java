package io.tetrarch.embedded.home;

import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.crypto.keyfile.Passphrase;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Founds a new group in the place of one that has lost its ledger, or more stores than may fail: with keys and an id of its
 * own, so that nothing that the lost one decided is taken for this one's, by any verifier or executor. All that the lost one
 * left is moved to {@code lost-N}; {@code lost.json} beside the group file says what was lost and who answers for it.
 *
 * <p>Cut short anywhere, it can be done again, and nothing else can be done in the folder until it is: the group file is
 * moved first, and a folder without one that holds other things is refused.
 */
public final class Refounding {
    static final String NOTE = "lost.json";
    static final String ASIDE = "lost-";
    /** In what was moved aside: the same as the note, before there is a group beside which it could stand. */
    private static final String INTENT = "refounding.json";

    private static final String FORMAT = "tetrarch.lost-group.v1";

    private final Path folder;
    private final SignatureScheme scheme;

    public Refounding(Path folder, SignatureScheme scheme) {
        this.folder = folder;
        this.scheme = scheme;
    }

    /** @param aside where all that the lost group left is */
    public record Founded(Group group, Path aside) {}

    /**
     * @param passphrase of the new keys
     * @param acceptedBy who answers for the loss
     * @throws HomeRefused if nothing is lost, or the folder is in use
     */
    public Founded found(Passphrase passphrase, String acceptedBy, Instant now) throws IOException, HomeRefused {
        if (!Files.isDirectory(folder)) {
            throw new HomeRefused(folder + ": there is no group here");
        }
        return FolderLock.whileHeld(folder, () -> {
            Optional<Path> begun = begun();
            Path aside = begun.isPresent() ? begun.get() : begin(acceptedBy, now);
            if (!Staging.isCutShort(folder)) {
                moveAll(aside);
            }
            Plan plan = plan(aside);
            Founding founding = Founding.of(plan, scheme);
            Staging.complete(folder);
            if (!Files.exists(folder.resolve(Staging.GROUP))) {
                Staging.found(
                        folder, plan, founding, passphrase, Optional.of(Files.readAllBytes(aside.resolve(INTENT))));
            }
            return new Founded(HomeFiles.group(folder, scheme), aside);
        });
    }

    /** What an earlier attempt moved, if it did not come to its end. */
    private Optional<Path> begun() throws IOException {
        for (int i = 1; Files.exists(aside(i)); i++) {
            Path intent = aside(i).resolve(INTENT);
            boolean last = !Files.exists(aside(i + 1));
            if (last && Files.exists(intent) && !isDone(intent)) {
                return Optional.of(aside(i));
            }
        }
        return Optional.empty();
    }

    private boolean isDone(Path intent) throws IOException {
        Path note = folder.resolve(NOTE);
        return Files.exists(folder.resolve(Staging.GROUP))
                && Files.exists(note)
                && Arrays.equals(Files.readAllBytes(note), Files.readAllBytes(intent));
    }

    private Path aside(int number) {
        return folder.resolve(ASIDE + number);
    }

    /** All that may be refused is refused before anything is written. */
    private Path begin(String acceptedBy, Instant now) throws IOException, HomeRefused {
        if (!Files.exists(folder.resolve(Staging.GROUP))) {
            throw new HomeRefused(folder + ": there is no group here");
        }
        Group group = HomeFiles.group(folder, scheme);
        Founding.of(plan(folder), scheme);
        byte[] note;
        int number = 1;
        while (Files.exists(aside(number))) {
            number++;
        }
        try (StoresAtRest stores = new StoresAtRest(folder, group)) {
            Optional<LedgerMark> known = known();
            LedgerMark found = stores.ledger().end();
            if (stores.loss(known).isEmpty()) {
                throw new HomeRefused(
                        folder + ": nothing is lost here that a new group would be founded for; the ledger" + " has "
                                + found.text());
            }
            note = note(group, known.orElse(found), found, acceptedBy, now, ASIDE + number);
        }
        Path aside = Files.createDirectory(aside(number));
        WholeFile.replace(aside.resolve(INTENT), note);
        Staging.sync(folder);
        return aside;
    }

    private Optional<LedgerMark> known() throws IOException {
        try {
            return FolderMark.read(folder).map(FolderMark::ledger);
        } catch (HomeRefused e) {
            return Optional.empty();
        }
    }

    private static byte[] note(
            Group group, LedgerMark known, LedgerMark found, String acceptedBy, Instant now, String aside) {
        JsonObject note = JsonObject.builder()
                .put("format", FORMAT)
                .put("group", group.id().toString())
                .put("name", group.name())
                .put("epoch", known.epoch())
                .put("entries", known.entries())
                .put("root", known.root().toString())
                .put("foundEntries", found.entries())
                .put("foundRoot", found.root().toString())
                .put("acceptedBy", acceptedBy)
                .put("at", now.toString())
                .put("folder", aside)
                .build();
        return (JsonWriter.pretty(note) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** As the lost group was founded. */
    private Plan plan(Path where) throws IOException, HomeRefused {
        Group group = HomeFiles.group(where, scheme);
        HomeFiles.charter(where, group); // refuses one that the group did not agree to
        return new Plan(
                group.name(),
                group.replicaNames(),
                Files.readAllBytes(where.resolve(Staging.CHARTER)),
                group.constants());
    }

    /** The group file first: a folder without one is nobody's. */
    private void moveAll(Path aside) throws IOException {
        if (!Files.exists(aside.resolve(Staging.GROUP))) {
            move(folder.resolve(Staging.GROUP), aside);
            Staging.sync(aside);
            Staging.sync(folder);
        }
        List<Path> rest;
        try (Stream<Path> found = Files.list(folder)) {
            rest = found.filter(Refounding::isOfTheGroup).sorted().toList();
        }
        for (Path each : rest) {
            move(each, aside);
        }
        Staging.sync(aside);
        Staging.sync(folder);
    }

    private static boolean isOfTheGroup(Path file) {
        String name = file.getFileName().toString();
        return !Staging.isNotOfAGroup(name) && !name.startsWith(ASIDE);
    }

    private static void move(Path file, Path into) throws IOException {
        Files.move(file, into.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }
}
