package io.tetrarch.embedded.home;

import io.tetrarch.client.journal.ExecutionJournal;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.node.store.LedgerArchive;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.group.Group;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SequencedMap;

/** A group that is looked at: what was decided and run. Looking decides nothing. */
public interface Inspection extends AutoCloseable {
    /**
     * Opens the home in {@code folder}: nothing in it changes, no key is read, and nothing is decided meanwhile.
     *
     * @throws HomeRefused if there is none, it is in use, or a file in it is not as it must be
     */
    static Inspection open(Path folder, SignatureScheme scheme) throws IOException, HomeRefused {
        return FolderInspection.open(folder, scheme);
    }

    /** As it was founded. */
    Group group();

    /** In every epoch that it has come to, from the founding on. */
    List<Group> groups();

    /** The charter that the group was founded with. */
    Charter charter();

    /** The text of that charter. */
    byte[] charterFile() throws IOException;

    /** What became of a group that this one was founded in the place of, as the file beside its group file says. */
    Optional<Path> lostGroup();

    /**
     * What each replica has executed, by its name, in the order of the replicas; one that never ran, or whose store cannot
     * be opened, is left out.
     */
    SequencedMap<String, LedgerArchive> ledgers();

    /** What is wrong with the stores that cannot be opened, a line each, by the name of their replica. */
    NavigableMap<String, String> damaged();

    /** What was lost so much of that the group cannot be opened any more, in a line; empty if it can. */
    Optional<String> loss() throws IOException;

    /**
     * What a replica was convicted of.
     *
     * @param group in the epoch that it was said in, by whose keys it is proven
     */
    record Conviction(Group group, Evidence evidence) {
        /** Whether both are about the same. */
        public boolean isOf(Conviction other) {
            return group.equals(other.group) && evidence.slot().equals(other.evidence.slot());
        }
    }

    /**
     * What there is proof of, each once.
     *
     * @throws IOException if something is kept that proves nothing
     */
    List<Conviction> convictions() throws IOException;

    /** What this home's executor did about a request. */
    Optional<ExecutionJournal.Run> run(RequestId request) throws IOException;

    @Override
    void close() throws IOException;
}
