package io.tetrarch.embedded;

import io.tetrarch.client.Decision;
import io.tetrarch.client.DecisionHandle;
import io.tetrarch.client.Submission;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.client.request.GroupClient;
import io.tetrarch.client.request.Handover;
import io.tetrarch.client.request.Question;
import io.tetrarch.embedded.home.AskedRequest;
import io.tetrarch.embedded.home.AskedRequest.End;
import io.tetrarch.embedded.home.AskedRequests;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Gives handles on decisions: keeps what is asked before it is sent, and what came of it. Of one request there is one
 * handle in a process. For any thread.
 */
final class AskedDesk {
    private final ClusterParts parts;
    private final GroupClient desk;
    private final Handover answers;
    private final Outcomes outcomes;
    private final AskedRequests kept;
    /** Those whose decision is waited for, and so asked for once only. Guarded by this. */
    private final Map<Long, AskedDecision> open = new HashMap<>();

    AskedDesk(ClusterParts parts, GroupClient desk, Audience audience) {
        this.parts = parts;
        this.desk = desk;
        this.answers = audience.answers();
        this.outcomes = audience.outcomes();
        this.kept = parts.asked();
    }

    /** @throws UndecidedException if its key stands for another action, or too much is open */
    synchronized DecisionHandle ask(Submission submission, Question question) {
        try {
            Optional<AskedRequest> known = submission.idempotencyKey().isPresent()
                    ? kept.of(submission.idempotencyKey().get())
                    : Optional.empty();
            if (known.isPresent()) {
                return handle(same(known.get(), question), false);
            }
            AskedRequest asked = new AskedRequest(
                    desk.draw(question),
                    submission.idempotencyKey(),
                    parts.ledger().size(),
                    new End.Open());
            kept.keep(asked);
            return handle(asked, true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static AskedRequest same(AskedRequest known, Question question) {
        Request before = known.request().request();
        boolean same = before.actionHash().equals(question.actionHash())
                && before.terms().executor().equals(question.terms().executor())
                && before.toolDefinition().equals(question.toolDefinition());
        if (!same) {
            throw new UndecidedException(
                    UndecidedException.Reason.KEY_IN_USE,
                    "its idempotency key stands for another action, that of request "
                            + before.id().number());
        }
        return known;
    }

    synchronized Optional<DecisionHandle> resume(RequestId id) {
        boolean isOwn = id.client().equals(parts.client().signer().client());
        return isOwn ? kept(id.number()).map(asked -> handle(asked, false)) : Optional.empty();
    }

    private Optional<AskedRequest> kept(long number) {
        try {
            return kept.of(number);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private DecisionHandle handle(AskedRequest asked, boolean fresh) {
        long number = asked.request().id().number();
        AskedDecision live = open.get(number);
        if (live != null) {
            return live;
        }
        AskedDecision handle = new AskedDecision(this, asked.request());
        switch (asked.end()) {
            case End.Decided decided -> handle.decided(StoredDecision.of(decided.proof(), parts.epochs()::group));
            case End.Withdrawn withdrawn -> handle.withdrawn();
            case End.Open waiting -> begin(handle, asked, fresh);
        }
        return handle;
    }

    /** A crash may have come between a decision and its being kept; after a restart no replica tells of it again. */
    private void begin(AskedDecision handle, AskedRequest asked, boolean fresh) {
        open.put(asked.request().id().number(), handle);
        String tier = asked.request().request().terms().tier();
        var unused = outcomes.watch(desk.take(asked.request()), tier, parts::decision, answers)
                .whenComplete((decided, failure) -> answers.run(() -> {
                    if (decided != null) {
                        end(asked, handle, parts.decision(decided));
                    } else {
                        over(asked, handle, failure);
                    }
                }));
        if (!fresh) {
            answers.run(() -> search(asked, handle));
        }
    }

    private void search(AskedRequest asked, AskedDecision handle) {
        try {
            LedgerSearch.find(parts.ledger(), asked.request().id(), asked.ledgerSize())
                    .ifPresent(found -> end(asked, handle, parts.decision(found)));
        } catch (IOException e) {
            ClusterLog.askedNotKept(e);
        }
    }

    /** One or the other was decided in this number, so whoever comes second says the same. */
    private void end(AskedRequest asked, AskedDecision handle, Decision decision) {
        boolean isOwn = decision.actionHash().equals(asked.request().request().actionHash());
        keep(asked.ended(isOwn ? new End.Decided(decision.proof()) : new End.Withdrawn()));
        if (isOwn) {
            handle.decided(decision);
        } else {
            handle.withdrawn();
        }
        forget(asked);
        desk.giveUp(asked.request(), AskedDecision.withdrawal());
    }

    private void over(AskedRequest asked, AskedDecision handle, Throwable failure) {
        handle.failed(failure);
        forget(asked);
    }

    private synchronized void forget(AskedRequest asked) {
        open.remove(asked.request().id().number());
    }

    /** What cannot be kept is found in the ledger after a restart. */
    private void keep(AskedRequest asked) {
        try {
            kept.keep(asked);
        } catch (IOException | UndecidedException e) {
            ClusterLog.askedNotKept(e);
        }
    }

    /** Decides that nothing is decided, if nothing was. */
    void withdraw(AskedDecision handle, SignedRequest request) {
        long charter = parts.agreed().charters().current().version();
        var unused = desk.withdraw(request, charter)
                .whenComplete((decided, failure) -> answers.run(() -> {
                    Optional<AskedRequest> asked = kept(request.id().number());
                    if (decided != null && asked.isPresent()) {
                        end(asked.get(), handle, parts.decision(decided));
                    } else {
                        handle.notWithdrawn(failure);
                    }
                }));
    }

    DecisionHandle.Progress waiting(SignedRequest request) {
        var people = parts.approvals().pending().stream()
                .filter(each -> each.request().id().equals(request.id()))
                .map(each -> new DecisionHandle.Person(each.judge(), each.device(), each.untilMillis()))
                .toList();
        long until = request.request().validity().deadlineMillis();
        return new DecisionHandle.Progress.Waiting(people, until);
    }
}
