package io.tetrarch.embedded.home;

import io.tetrarch.crypto.file.WholeFile;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.node.record.RecordFolder;
import io.tetrarch.pbft.message.Succession;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.group.GroupFile;
import io.tetrarch.proof.group.LineageFile;
import io.tetrarch.proof.group.Mode;
import io.tetrarch.reading.yaml.PolicyRejected;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/** Reads what a home says of its group. */
final class HomeFiles {
    private HomeFiles() {}

    static Group group(Path folder, SignatureScheme scheme) throws IOException, HomeRefused {
        Path file = folder.resolve(Staging.GROUP);
        try {
            Group read = GroupFile.read(Files.readAllBytes(file), scheme);
            if (read.mode() != Mode.EMBEDDED) {
                throw new HomeRefused(file + " is of a group in mode "
                        + read.mode().word() + "; only an embedded one runs in one process");
            }
            return read;
        } catch (JsonRejected e) {
            throw new HomeRefused(file + ":" + e.getMessage(), e);
        }
    }

    /** The group in every epoch that its folder tells of, from the founding on. */
    static List<Group> groups(Path folder, Group founding, SignatureScheme scheme) throws IOException, HomeRefused {
        Path file = folder.resolve(Staging.LINEAGE);
        if (!Files.exists(file)) {
            return List.of(founding);
        }
        try {
            return LineageFile.read(Files.readAllBytes(file), founding, scheme);
        } catch (JsonRejected e) {
            throw new HomeRefused(file + ":" + e.getMessage(), e);
        } catch (IllegalArgumentException e) {
            throw new HomeRefused(file + ": " + e.getMessage(), e);
        }
    }

    static Charter charter(Path folder, Group group) throws IOException, HomeRefused {
        return charterIn(folder.resolve(Staging.CHARTER), group);
    }

    /** The charter that this group has agreed to, from a file of any name. */
    static Charter charterIn(Path file, Group group) throws IOException, HomeRefused {
        try {
            Charter read = CharterReader.read(Files.readAllBytes(file));
            if (!read.digest().equals(group.charter().digest())) {
                throw new HomeRefused(file + " is not the charter that the group has agreed to (its digest is "
                        + read.digest() + ", the group's " + group.charter().digest() + ")");
            }
            return read;
        } catch (PolicyRejected e) {
            throw new HomeRefused(e.in(file.toString()), e);
        } catch (NoSuchFileException e) {
            throw new HomeRefused("there is no charter " + file, e);
        }
    }

    /** The file of a group whose replicas run in processes of their own. */
    static Group networkedGroup(Path file, SignatureScheme scheme) throws IOException, HomeRefused {
        try {
            Group read = GroupFile.read(Files.readAllBytes(file), scheme);
            if (read.mode() == Mode.EMBEDDED) {
                throw new HomeRefused(
                        file + " is of a group in mode embedded, all of whose replicas run in one process");
            }
            return read;
        } catch (JsonRejected e) {
            throw new HomeRefused(e.in(file.toString()), e);
        } catch (NoSuchFileException e) {
            throw new HomeRefused("there is no group file " + file, e);
        }
    }

    /** Writes the group files of later epochs, and what leads to them. */
    static void keep(Path folder, List<Succession> lineage) throws IOException {
        Path epochs = Files.createDirectories(folder.resolve(Staging.EPOCHS));
        for (Succession end : lineage) {
            Path file = epochs.resolve(end.next().epoch() + ".json");
            if (!Files.exists(file)) {
                WholeFile.replace(file, LineageFile.groupFile(end).getBytes(StandardCharsets.UTF_8));
            }
        }
        WholeFile.replace(
                folder.resolve(Staging.LINEAGE), LineageFile.write(lineage).getBytes(StandardCharsets.UTF_8));
    }

    /** Where replicas that halt leave their records; need not exist. */
    static RecordFolder haltRecords(Path folder) {
        return new RecordFolder(folder.resolve(Staging.RECORDS));
    }
}
