package io.tetrarch.client.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.GateSettings;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.pbft.Limits;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.SignedRequest;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

/** One request that stays open holds no other back, and every one is answered or fails in time. */
class OpenRequestsTest {
    private static final long LIFE_MILLIS = 60_000;
    private static final int MOST = Limits.DEFAULT.pendingPerClient() - Limits.DEFAULT.pendingPerClient() / 16;

    private final TestGroup group = new TestGroup();
    private final List<SignedRequest> sent = new ArrayList<>();
    private long millis = 1_000_000;

    private final RequestNumbers numbers = new RequestNumbers() {
        private long last;

        @Override
        public long next() throws IOException {
            return ++last;
        }
    };

    private final Clocks clocks = new Clocks(() -> Instant.ofEpochMilli(millis), () -> millis * 1_000_000);

    /** Asked for amid the sending of another, so that what it asks for waits. */
    private Runnable meanwhile = () -> {};

    private final GroupClient client = group.client(numbers, this::send, Runnable::run, clocks);

    private void send(SignedRequest request) {
        sent.add(request);
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
    }

    private CompletableFuture<DecidedEntry> ask(int number) {
        return client.submit(TestGroup.question(number));
    }

    private static UndecidedException.Reason failure(CompletableFuture<DecidedEntry> answer) {
        CompletionException failed = catchThrowableOfType(CompletionException.class, answer::join);
        return ((UndecidedException) failed.getCause()).reason();
    }

    @Test
    void thousandsAreDecidedBesideOneThatWaits() {
        CompletableFuture<DecidedEntry> open = ask(0);
        for (int i = 1; i <= 3_000; i++) {
            CompletableFuture<DecidedEntry> answer = ask(i);
            client.onReply(group.reply(List.<Entry>of(TestGroup.approved(sent.getLast()))));
            assertThat(answer).as("request %d", i).isCompleted();
        }
        assertThat(open).isNotDone();
        client.onReply(group.reply(List.<Entry>of(TestGroup.approved(sent.getFirst()))));
        assertThat(open).isCompleted();
    }

    @Test
    void whoIsAtItsBoundIsToldAtOnceAndMayAskAgainWhenOneIsAnswered() {
        List<CompletableFuture<DecidedEntry>> open = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            open.add(ask(i));
        }
        assertThat(open).noneMatch(CompletableFuture::isDone);
        assertThat(sent).hasSize(MOST);
        assertThat(failure(ask(MOST))).isEqualTo(UndecidedException.Reason.OVERLOADED);

        client.onReply(group.reply(List.<Entry>of(TestGroup.approved(sent.getFirst()))));

        assertThat(ask(MOST)).isNotDone();
        assertThat(failure(ask(MOST + 1))).isEqualTo(UndecidedException.Reason.OVERLOADED);
    }

    @Test
    void whatNoQuorumDecidesFailsWithinItsLifeAndTheGrace() {
        CompletableFuture<DecidedEntry> answer = ask(0);
        millis += LIFE_MILLIS + GateSettings.DEFAULT.grace().toMillis();
        client.tick();
        assertThat(answer).isNotDone();
        millis++;
        client.tick();
        assertThat(failure(answer)).isEqualTo(UndecidedException.Reason.NO_QUORUM);
    }

    /** Its life counts from being asked, not from being sent. */
    @Test
    void whatWaitsToBeSentFailsInTimeToo() {
        List<CompletableFuture<DecidedEntry>> waiting = new ArrayList<>();
        meanwhile = () -> {
            waiting.add(ask(1));
            millis += LIFE_MILLIS + 1;
            client.tick();
            assertThat(failure(waiting.getFirst())).isEqualTo(UndecidedException.Reason.NO_QUORUM);
            waiting.add(ask(2));
            millis += 20_000;
        };
        assertThat(ask(0)).isNotDone();
        assertThat(sent).extracting(request -> request.id().number()).containsOnly(1L, 2L);
        long deadline = sent.getLast().request().validity().deadlineMillis();
        assertThat(deadline).isEqualTo(millis - 20_000 + LIFE_MILLIS);
        assertThat(waiting.getLast()).isNotDone();
    }
}
