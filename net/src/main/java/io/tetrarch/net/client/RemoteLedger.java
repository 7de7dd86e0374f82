package io.tetrarch.net.client;

import io.tetrarch.crypto.authentication.Authenticator;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.embedded.home.ClientFolder;
import io.tetrarch.gate.audit.Finding;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.net.link.Address;
import io.tetrarch.node.store.LedgerArchive.Piece;
import io.tetrarch.node.store.MemoryArchive;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.Committed;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.proof.group.Group;
import io.tetrarch.wire.Frame;
import io.tetrarch.wire.WireLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A copy of a running group's ledger. Nothing of it is believed but what a quorum signed: each piece is audited, from the
 * first entry on, and an epoch's end leads to the keys of the next. That it goes no further is what f+1 replicas have to say,
 * since one of them is honest.
 */
public final class RemoteLedger {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Questions questions;
    private final SignatureScheme scheme;
    private final LedgerAudit audit;
    private final List<String> names;
    private final MemoryArchive archive;
    private final SortedSet<Integer> sources;
    private final List<String> notices = new ArrayList<>();
    private Optional<Finding> broken = Optional.empty();

    /**
     * What was read.
     *
     * @param archive all of it
     * @param broken what of it does not hold although a quorum signed it
     * @param end whom to believe that it goes no further, in a line
     * @param notices what replicas sent that proves nothing, a line each
     */
    public record Copy(MemoryArchive archive, Optional<Finding> broken, String end, List<String> notices) {
        public Copy {
            notices = List.copyOf(notices);
        }
    }

    private RemoteLedger(Questions questions, SignatureScheme scheme, LedgerAudit audit, SortedSet<Integer> sources) {
        this.questions = questions;
        this.scheme = scheme;
        this.audit = audit;
        this.sources = sources;
        Group founding = audit.groups().getFirst();
        this.names = founding.replicaNames();
        this.archive = new MemoryArchive(WireLimits.of(names.size()));
    }

    /**
     * Reads it from the replicas that listen there.
     *
     * @param audit of the client's group, to which it is shown
     * @throws IOException if no replica answers
     */
    public static Copy read(ClientFolder home, SignatureScheme scheme, List<Address> addresses, LedgerAudit audit)
            throws IOException, InterruptedException {
        try (Questions questions = new Questions(home, scheme, addresses, PATIENCE)) {
            SortedSet<Integer> answering = questions.whoAnswers();
            if (answering.isEmpty()) {
                throw new IOException("no replica answers; " + questions.reach());
            }
            return new RemoteLedger(questions, scheme, audit, new TreeSet<>(answering)).read(answering);
        }
    }

    private Copy read(SortedSet<Integer> answering) throws InterruptedException {
        SortedMap<Integer, Frame.LedgerAnswer> heads = questions.ledgers(answering, Questions.BEYOND);
        sources.retainAll(heads.keySet());
        long longest = heads.values().stream()
                .mapToLong(Frame.LedgerAnswer::size)
                .max()
                .orElse(0);
        while (audit.size() < longest && broken.isEmpty() && hasMore()) {}
        return new Copy(archive, broken, end(heads), notices);
    }

    /** Takes what comes next from the first replica that proves it. */
    private boolean hasMore() throws InterruptedException {
        long index = audit.size();
        for (int replica : List.copyOf(sources)) {
            Optional<Frame.LedgerAnswer> answer = Optional.ofNullable(
                    questions.ledgers(new TreeSet<>(List.of(replica)), index).get(replica));
            if (answer.isEmpty()) {
                sources.remove(replica);
                continue;
            }
            Optional<Piece> piece = answer.get().piece().flatMap(this::rest);
            if (piece.isPresent() && isProven(piece.get())) {
                broken = taken(piece.get());
                return true;
            }
            if (piece.isPresent()) {
                sources.remove(replica);
                notices.add("replica " + names.get(replica) + " sent what proves nothing, as entry " + index
                        + " and those that follow; the others are asked");
            }
        }
        return false;
    }

    /** Pieces of different replicas may be cut at different places; what does not go on from here is none. */
    private Optional<Piece> rest(Committed committed) {
        List<Batch> rest = committed.batches().stream()
                .filter(batch -> batch.header().ledgerSize() > audit.size())
                .toList();
        boolean fits = !rest.isEmpty()
                && rest.getFirst().header().ledgerSize()
                                - rest.getFirst().entries().size()
                        == audit.size();
        return fits ? Optional.of(Piece.of(rest, committed.certificate())) : Optional.empty();
    }

    /** Whether a quorum of the epoch signed it, before anything of it is looked at further. */
    private boolean isProven(Piece piece) {
        Group group = audit.groups().getLast();
        Digest previous = piece.batches().getFirst().header().parent();
        for (Batch batch : piece.batches()) {
            if (!batch.header().parent().equals(previous) || !batch.isWhole()) {
                return false;
            }
            previous = batch.digest();
        }
        return piece.certificate().digest().equals(previous)
                && piece.certificate().signatures().count() >= group.quorum()
                && new Authenticator(group.keyring(scheme), group.domain()).isAuthentic(piece.certificate());
    }

    private Optional<Finding> taken(Piece piece) {
        for (Batch batch : piece.batches()) {
            Optional<Finding> finding = audit.take(batch);
            if (finding.isPresent()) {
                return finding;
            }
        }
        Optional<Finding> finding = audit.take(piece.certificate());
        if (finding.isEmpty()) {
            archive.add(piece);
        }
        return finding;
    }

    private String end(SortedMap<Integer, Frame.LedgerAnswer> heads) {
        long certified = audit.certified();
        List<String> agree = heads.entrySet().stream()
                .filter(head -> head.getValue().size() <= certified)
                .map(head -> names.get(head.getKey()))
                .toList();
        int enough = new GroupSize(names.size()).weakQuorum();
        String proven = certified + " entries, root " + audit.root() + ", signed by a quorum";
        if (agree.size() >= enough) {
            return proven + "; " + agree.size() + " replicas name no later one";
        }
        return proven + "; "
                + (agree.isEmpty() ? "nobody says" : String.join(", ", agree) + " says")
                + " that it goes no further, and " + enough + " replicas would have to";
    }
}
