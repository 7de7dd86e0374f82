package io.tetrarch.node.device;

import io.tetrarch.crypto.signature.VerifyingKey;
import io.tetrarch.gate.device.DeviceAnswer;
import io.tetrarch.node.device.DeviceRefused.Reason;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * What waits for people, and their answers. An answer counts only with the signature of the paired device over the
 * request and the hash of the action that waits; who brings it does not matter. Bounded by the requests that replicas let
 * wait. For any number of threads.
 */
public final class Approvals {
    /** How far a device's clock may be off. */
    static final long CLOCK_MILLIS = 600_000;

    private final DeviceBook devices;
    private final LongSupplier wallMillis;
    private final Map<String, Waiting> waiting = new LinkedHashMap<>();
    private final List<Watcher> watchers = new CopyOnWriteArrayList<>();
    private long lastId;

    private record Waiting(PendingApproval pending, Consumer<Signed> answered, AtomicBoolean isAnswered) {}

    /** An answer with the signature that it came with. */
    public record Signed(DeviceAnswer answer, Bytes signature) {}

    /** What became of something that waits. */
    public enum Change {
        WAITING,
        ANSWERED,
        /** Nobody answered in time, or the question is settled. */
        GONE
    }

    /** Told on the thread that brings the change about, the judge's: must return soon. What it throws is logged alone. */
    @FunctionalInterface
    public interface Watcher {
        void onChange(PendingApproval pending, Change change);
    }

    public Approvals(DeviceBook devices, LongSupplier wallMillis) {
        this.devices = devices;
        this.wallMillis = wallMillis;
    }

    public DeviceBook devices() {
        return devices;
    }

    public void watch(Watcher watcher) {
        watchers.add(watcher);
    }

    /** The oldest first. */
    public synchronized List<PendingApproval> pending() {
        return waiting.values().stream().map(Waiting::pending).toList();
    }

    /** What a device has to sign to answer this so. */
    public DeviceAnswer statement(PendingApproval pending, Answer answer, long answeredMillis) {
        return new DeviceAnswer(
                pending.request().request().domain(),
                pending.device(),
                pending.request().digest(),
                pending.actionHash(),
                answer,
                answeredMillis);
    }

    /**
     * Takes an answer in.
     *
     * @param answeredMillis the device's clock, which is signed
     * @throws DeviceRefused unless the device that has to answer signed exactly this, and it still waits
     */
    public void answer(String id, Answer answer, long answeredMillis, Bytes signature) throws DeviceRefused {
        Waiting found;
        synchronized (this) {
            found = waiting.get(id);
        }
        if (found == null) {
            throw new DeviceRefused(Reason.NOT_WAITING, "nothing waits under " + id + "; it was answered, or is over");
        }
        PendingApproval pending = found.pending;
        if (answer == Answer.ABSTAIN || Math.abs(answeredMillis - wallMillis.getAsLong()) > CLOCK_MILLIS) {
            throw new DeviceRefused(
                    Reason.OTHER_SUBJECT, "expected APPROVE or DENY, signed with the present time in milliseconds");
        }
        VerifyingKey key = devices.key(pending.device())
                .orElseThrow(
                        () -> new DeviceRefused(Reason.UNKNOWN_DEVICE, "no device is paired as " + pending.device()));
        DeviceAnswer statement = statement(pending, answer, answeredMillis);
        if (!statement.isSignedBy(key, signature)) {
            throw new DeviceRefused(
                    Reason.SIGNATURE, "the signature is not that of " + pending.device() + " over this answer");
        }
        if (!found.isAnswered.compareAndSet(false, true)) {
            throw new DeviceRefused(Reason.NOT_WAITING, id + " was answered already");
        }
        end(found, Change.ANSWERED);
        found.answered.accept(new Signed(statement, signature));
    }

    /**
     * Puts a request before a person.
     *
     * @param answered told of the answer, on the thread that brings it; never if nobody gives one
     * @return takes the question back; of no effect after the answer
     */
    Runnable put(String judge, String device, SignedRequest request, long limitMillis, Consumer<Signed> answered) {
        long now = wallMillis.getAsLong();
        long until = Math.min(now + limitMillis, request.request().validity().deadlineMillis());
        Waiting mine;
        synchronized (this) {
            lastId++;
            PendingApproval pending = new PendingApproval("a" + lastId, judge, device, request, now, until);
            mine = new Waiting(pending, answered, new AtomicBoolean());
            waiting.put(pending.id(), mine);
        }
        tell(mine.pending, Change.WAITING);
        return () -> end(mine, Change.GONE);
    }

    private void end(Waiting mine, Change change) {
        boolean there;
        synchronized (this) {
            there = waiting.remove(mine.pending.id()) != null;
        }
        if (there) {
            tell(mine.pending, change);
        }
    }

    /**
     * Puts a request before a person and waits.
     *
     * @return the answer; empty if nobody gave one in time
     * @throws InterruptedException if the judge was given up on meanwhile
     */
    Optional<Signed> ask(String judge, String device, SignedRequest request, long limitMillis)
            throws InterruptedException {
        CompletableFuture<Signed> answer = new CompletableFuture<>();
        Runnable takeBack = put(judge, device, request, limitMillis, answer::complete);
        long left = request.request().validity().deadlineMillis() - wallMillis.getAsLong();
        try {
            return Optional.of(answer.get(Math.max(0, Math.min(limitMillis, left)), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            return Optional.empty();
        } catch (ExecutionException e) {
            throw new IllegalStateException("answers do not fail", e);
        } finally {
            takeBack.run();
        }
    }

    private void tell(PendingApproval pending, Change change) {
        for (Watcher watcher : watchers) {
            try {
                watcher.onChange(pending, change);
            } catch (Throwable e) {
                DeviceLog.watcherFailed(e);
            }
        }
    }
}
