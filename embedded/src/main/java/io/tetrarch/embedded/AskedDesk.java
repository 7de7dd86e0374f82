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
public final class AskedDesk {
    private final AskedPlace place;
    private final GroupClient desk;
    private final Handover answers;
    private final AskedRequests kept;
    /** Those whose decision is waited for, and so asked for once only. Guarded by this. */
    private final Map<Long, AskedDecision> open = new HashMap<>();

    /**
     * @param desk who asks the replicas
     * @param answers where what depends on an answer runs
     */
    public AskedDesk(AskedPlace place, GroupClient desk, Handover answers) {
        this.place = place;
        this.desk = desk;
        this.answers = answers;
        this.kept = place.asked();
    }

    /**
     * Keeps it, and asks.
     *
     * @throws UndecidedException if its key stands for another action, or too much is open
     * @throws UncheckedIOException if it cannot be kept; nothing is asked then
     */
    public synchronized DecisionHandle ask(Submission submission, Question question) {
        try {
            Optional<AskedRequest> known = submission.idempotencyKey().isPresent()
                    ? kept.of(submission.idempotencyKey().get())
                    : Optional.empty();
            if (known.isPresent()) {
                return handle(same(known.get(), question), false);
            }
            AskedRequest asked = new AskedRequest(
                    desk.draw(question), submission.idempotencyKey(), place.ledgerSize(), new End.Open());
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
                && before.terms().principal().equals(question.terms().principal())
                && before.toolDefinition().equals(question.toolDefinition());
        if (!same) {
            throw new UndecidedException(
                    UndecidedException.Reason.KEY_IN_USE,
                    "its idempotency key stands for another action, that of request "
                            + before.id().number());
        }
        return known;
    }

    /** What was asked for under this id; what is open is asked for again. */
    public synchronized Optional<DecisionHandle> resume(RequestId id) {
        boolean isOwn = id.client().equals(place.client());
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
            case End.Decided decided -> handle.decided(StoredDecision.of(decided.proof(), place::group));
            case End.Withdrawn withdrawn -> handle.withdrawn();
            case End.Open waiting -> begin(handle, asked, fresh);
        }
        return handle;
    }

    /** A crash may have come between a decision and its being kept; after a restart no replica tells of it again. */
    private void begin(AskedDecision handle, AskedRequest asked, boolean fresh) {
        open.put(asked.request().id().number(), handle);
        String tier = asked.request().request().terms().tier();
        var unused = place.watch(desk.take(asked.request()), tier)
                .whenComplete((decided, failure) -> answers.run(() -> {
                    if (decided != null) {
                        end(asked, handle, place.decision(decided));
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
            place.find(asked.request().id(), asked.ledgerSize())
                    .ifPresent(found -> end(asked, handle, place.decision(found)));
        } catch (IOException e) {
            place.notKept(e);
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
            place.notKept(e);
        }
    }

    /** Decides that nothing is decided, if nothing was. */
    void withdraw(AskedDecision handle, SignedRequest request) {
        var unused = desk.withdraw(request, place.charterVersion())
                .whenComplete((decided, failure) -> answers.run(() -> {
                    Optional<AskedRequest> asked = kept(request.id().number());
                    if (decided != null && asked.isPresent()) {
                        end(asked.get(), handle, place.decision(decided));
                    } else {
                        handle.notWithdrawn(failure);
                    }
                }));
    }

    DecisionHandle.Progress waiting(SignedRequest request) {
        long until = request.request().validity().deadlineMillis();
        return new DecisionHandle.Progress.Waiting(place.people(request.id()), until);
    }
}
