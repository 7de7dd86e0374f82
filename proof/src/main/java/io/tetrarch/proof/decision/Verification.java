package io.tetrarch.proof.decision;

import io.tetrarch.pbft.message.Commit;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.group.Group;
import io.tetrarch.proof.receipt.Shadow;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What came of verifying a proof. */
public sealed interface Verification {

    /**
     * The proof is good. That alone lets no action run: the outcome must be APPROVED or the tier in shadow mode, the
     * executor must be the one named, now the time, and the request's number never used before.
     *
     * @param entry with its action
     * @param ledgerIndex of the entry, from 0
     * @param commit of the certified header
     * @param signers names of the replicas that signed it
     * @param shadow present where the request's tier is in shadow mode, so that no outcome keeps the action from running
     */
    record Proven(
            Group.Title group,
            DecisionEntry entry,
            long ledgerIndex,
            Commit commit,
            List<String> signers,
            Optional<Shadow> shadow)
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

        /** Whether the decision, by what it is and where it stands, lets its executor run the action. */
        public boolean letsRun() {
            return outcome() == Outcome.APPROVED || shadow.isPresent();
        }

        /** Whether the decision holds at this time, in milliseconds of Unix time. */
        public boolean holdsAt(long wallMillis) {
            return wallMillis >= request().validity().notBeforeMillis() && wallMillis <= lastMillis();
        }

        /**
         * The last moment at which it holds: the deadline. A request that expired is decided after that only, so in
         * shadow mode it holds for as long again as it was open.
         */
        public long lastMillis() {
            Validity validity = request().validity();
            long open = validity.deadlineMillis() - validity.notBeforeMillis();
            return validity.deadlineMillis() + (outcome() == Outcome.EXPIRED && shadow.isPresent() ? open : 0);
        }

        /** One line that says what is proven. */
        public String summary() {
            String mode = shadow.map(tier -> " in shadow mode").orElse("");
            return outcome() + mode + ": action " + request().actionHash() + ", request "
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
