package io.tetrarch.gate.proof;

import io.tetrarch.gate.group.Group;
import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import java.time.Instant;
import java.util.List;

/** What came of verifying a proof. */
public sealed interface Verification {

    /**
     * The proof is good. That alone lets no action run: the outcome must be APPROVED, the executor must be the one
     * named, the deadline ahead, and the request's number never used before.
     *
     * @param entry with its action
     * @param ledgerIndex of the entry, from 0
     * @param commit of the certified header
     * @param signers names of the replicas that signed it
     */
    record Proven(Group.Title group, DecisionEntry entry, long ledgerIndex, Commit commit, List<String> signers)
            implements Verification {
        public Proven {
            signers = List.copyOf(signers);
        }

        public Outcome outcome() {
            return entry.outcome();
        }

        public Request request() {
            return entry.request().request();
        }

        public RequestId requestId() {
            return request().id();
        }

        /** Sequence of the certified header; the entry's own batch may have a lower one. */
        public long sequence() {
            return commit.sequence();
        }

        /** Whether the decision holds at this time, in milliseconds of Unix time. */
        public boolean holdsAt(long wallMillis) {
            return wallMillis >= request().validity().notBeforeMillis()
                    && wallMillis <= request().validity().deadlineMillis();
        }

        /** One line that says what is proven. */
        public String summary() {
            return outcome() + ": action " + request().actionHash() + ", request "
                    + requestId().client().abbreviated() + "/" + requestId().number() + ", executor "
                    + request().terms().executor() + ", until "
                    + Instant.ofEpochMilli(request().validity().deadlineMillis()) + "; ledger entry " + ledgerIndex
                    + ", committed at sequence " + sequence() + " by " + String.join(", ", signers) + "; group "
                    + group.name() + ", epoch " + group.epoch() + ", "
                    + group.mode().word();
        }
    }

    /**
     * The proof is not good.
     *
     * @param check the first that fails
     * @param explanation one line, for people
     */
    record Failed(Check check, String explanation) implements Verification {}
}
