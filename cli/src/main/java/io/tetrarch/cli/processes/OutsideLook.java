package io.tetrarch.cli.processes;

import io.tetrarch.cli.exit.Failure;
import io.tetrarch.cli.poll.Poll;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.gate.audit.LedgerAudit;
import io.tetrarch.net.client.RemoteLedger;
import io.tetrarch.pbft.message.Batch;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.RequestId;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is on the ledgers, read from each honest replica alone and audited: they are the same, nobody honest stands accused, and
 * what clients were told is there. For one thread.
 */
final class OutsideLook {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final TortureGroup group;
    private final SignatureScheme scheme;
    private Read last = new Read();

    /** One replica's ledger. */
    private static final class Read implements LedgerAudit.Witness {
        private final Map<RequestId, Outcome> outcomes = new HashMap<>();
        private final List<Integer> accused = new ArrayList<>();
        private final List<String> twice = new ArrayList<>();
        private Digest root = Digest.ZERO;
        private long entries;

        @Override
        public void onTaken(Batch batch) {
            for (Entry entry : batch.entries()) {
                entries++;
                switch (entry) {
                    case DecisionEntry decision -> {
                        if (outcomes.put(decision.request().id(), decision.outcome()) != null) {
                            twice.add("request " + decision.request().id() + " stands on the ledger twice");
                        }
                    }
                    case EvidenceEntry evidence ->
                        accused.add(evidence.evidence().slot().replica());
                }
            }
        }
    }

    OutsideLook(TortureGroup group, SignatureScheme scheme) {
        this.group = group;
        this.scheme = scheme;
    }

    long entries() {
        return last.entries;
    }

    long convictions() {
        return last.accused.size();
    }

    /** What is broken, a line each. */
    List<String> look(Map<RequestId, Outcome> history) throws Failure, IOException, InterruptedException {
        List<String> broken = new ArrayList<>();
        Poll poll = Poll.every(PAUSE);
        List<Read> all = readAll(broken);
        while (broken.isEmpty() && !areSame(all) && !poll.hasLasted(PATIENCE)) {
            poll.pause();
            all = readAll(broken);
        }
        last = all.getLast();
        if (!areSame(all)) {
            broken.add("the ledgers of honest replicas are not the same " + PATIENCE.toSeconds() + " s after the end: "
                    + all.stream()
                            .map(each -> each.entries + " entries, root " + each.root)
                            .toList());
        }
        broken.addAll(last.twice);
        last.accused.stream()
                .filter(replica -> replica != group.traitor())
                .forEach(replica -> broken.add("replica " + group.name(replica) + " is honest and stands accused"));
        history.forEach((request, outcome) -> {
            Outcome there = last.outcomes.get(request);
            if (there != outcome) {
                broken.add("a client was told " + outcome + " of " + request + ", and the ledger has "
                        + (there == null ? "none" : there.name()));
            }
        });
        return broken;
    }

    private List<Read> readAll(List<String> broken) throws Failure, IOException, InterruptedException {
        List<Read> all = new ArrayList<>();
        for (int replica : group.honest()) {
            Read read = new Read();
            LedgerAudit audit = new LedgerAudit(group.group(), scheme, read);
            RemoteLedger.Copy copy = RemoteLedger.read(
                    group.client(), scheme, List.of(group.addresses().get(replica)), audit);
            copy.broken().ifPresent(finding -> broken.add("ledger of " + group.name(replica) + ": " + finding.line()));
            copy.notices().forEach(broken::add);
            read.root = audit.root();
            all.add(read);
        }
        return all;
    }

    private static boolean areSame(List<Read> all) {
        return all.stream().map(each -> each.root).distinct().count() == 1;
    }
}
