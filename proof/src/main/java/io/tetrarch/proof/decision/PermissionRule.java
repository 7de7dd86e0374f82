package io.tetrarch.proof.decision;

import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Validity;
import io.tetrarch.proof.action.Action;
import io.tetrarch.proof.decision.Permission.NotPermitted;
import io.tetrarch.proof.decision.Permission.Permitted;
import io.tetrarch.proof.decision.Permission.PermittedByShadow;
import io.tetrarch.proof.decision.Permission.Reason;
import io.tetrarch.proof.decision.Verification.Authentic;
import io.tetrarch.proof.receipt.Receipt;
import io.tetrarch.proof.rule.SystemKind;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * When a decision lets something run (docs/execution.md). A pure function of the decision, the epoch that the verifier
 * knows of, and the time; {@code permission.js} is the same for browsers.
 */
final class PermissionRule {
    private PermissionRule() {}

    static Permission of(Authentic proof, Action action, String executor, long atMillis) {
        if (!action.hash().equals(proof.request().actionHash())) {
            return new NotPermitted(
                    Reason.OTHER_ACTION,
                    "it is on action " + proof.request().actionHash() + " and not on " + action.hash());
        }
        String named = proof.request().terms().executor();
        if (!executor.equals(named)) {
            return new NotPermitted(Reason.OTHER_EXECUTOR, "its executor is " + named + " and not " + executor);
        }
        return of(proof, atMillis);
    }

    static Permission of(Authentic proof, long atMillis) {
        Supplier<Permission> permitted =
                () -> proof.shadow().<Permission>map(PermittedByShadow::new).orElseGet(Permitted::new);
        return outcome(proof)
                .or(() -> runnable(proof))
                .or(() -> epoch(proof))
                .or(() -> time(proof, atMillis))
                .<Permission>map(not -> not)
                .orElseGet(permitted);
    }

    private static Optional<NotPermitted> outcome(Authentic proof) {
        if (proof.shadow().isPresent()) {
            return Optional.empty();
        }
        return switch (proof.outcome()) {
            case APPROVED -> Optional.empty();
            case DENIED -> not(Reason.DENIED, "it was denied");
            case EXPIRED -> not(Reason.EXPIRED, "it expired");
        };
    }

    private static Optional<NotPermitted> runnable(Authentic proof) {
        Bytes bytes = proof.entry().request().action();
        Action action;
        try {
            action = Action.parse(bytes.readOnlyArray());
        } catch (JsonRejected e) {
            return not(Reason.NOT_RUNNABLE, "what was decided on is no action");
        }
        if (Receipt.isOne(action) || proof.request().terms().tier().equals(Receipt.TIER)) {
            return not(Reason.NOT_RUNNABLE, "a receipt tells of a run and allows none");
        }
        String kind = action.json().string("kind");
        return Arrays.stream(SystemKind.values())
                .filter(system -> system.word().equals(kind))
                .map(PermissionRule::carriedOut)
                .findFirst();
    }

    private static NotPermitted carriedOut(SystemKind kind) {
        String what = switch (kind) {
            case SWAP_CHARTER -> "it puts another charter into force";
            case SET_STATE -> "it changes a named value";
            case RESOLVE_FORK -> "it names the branch of an audit trail that goes on";
            case CHANGE_MEMBERSHIP -> "it changes who is in the group";
            case CHANGE_DEVICE -> "it changes which keys stand for people's devices";
            case WITHDRAW_REQUEST -> "it takes a request back";
        };
        return new NotPermitted(
                Reason.NOT_RUNNABLE, what + ", which the replicas carry out themselves and no executor runs");
    }

    private static Optional<NotPermitted> epoch(Authentic proof) {
        return proof.epoch().isPast()
                ? not(
                        Reason.PAST_EPOCH,
                        "it is of epoch " + proof.group().epoch() + ", which has ended: the group is in epoch "
                                + proof.epoch().latest())
                : Optional.empty();
    }

    private static Optional<NotPermitted> time(Authentic proof, long atMillis) {
        Validity validity = proof.request().validity();
        if (atMillis < validity.notBeforeMillis()) {
            return not(
                    Reason.NOT_YET,
                    "it holds from " + Instant.ofEpochMilli(validity.notBeforeMillis()) + " on, and it is "
                            + Instant.ofEpochMilli(atMillis));
        }
        long last = lastMillis(proof);
        return atMillis > last
                ? not(
                        Reason.OUTDATED,
                        "it held until " + Instant.ofEpochMilli(last) + ", and it is " + Instant.ofEpochMilli(atMillis))
                : Optional.empty();
    }

    /**
     * The last moment at which it holds: the deadline. A request that expired is decided after that only, so in shadow
     * mode it holds for as long again as it was open.
     */
    private static long lastMillis(Authentic proof) {
        Validity validity = proof.request().validity();
        long deadline = validity.deadlineMillis();
        boolean late = proof.outcome() == Outcome.EXPIRED && proof.shadow().isPresent();
        long open = late ? deadline - validity.notBeforeMillis() : 0;
        return deadline + Math.min(open, Long.MAX_VALUE - deadline);
    }

    private static Optional<NotPermitted> not(Reason reason, String explanation) {
        return Optional.of(new NotPermitted(reason, explanation));
    }
}
