package io.tetrarch.client.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.crypto.authentication.Authentication;
import io.tetrarch.pbft.message.SignedRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is asked while others are being sent goes out together, under one signature, and nobody is forgotten. */
@Timeout(60)
class GroupClientTest {
    private final TestGroup group = new TestGroup();
    private final ExecutorService workers = Executors.newFixedThreadPool(2);
    private final BlockingQueue<SignedRequest> sent = new LinkedBlockingQueue<>();
    private final List<CompletableFuture<DecidedEntry>> answers = new ArrayList<>();

    /** Asked for when the first request is on its way. */
    private Runnable meanwhile = () -> {};

    private GroupClient client = group.client(RequestNumbers.fresh(), this::send, workers);

    @AfterEach
    void close() {
        workers.shutdown();
    }

    private void send(SignedRequest request) {
        Runnable now = meanwhile;
        meanwhile = () -> {};
        now.run();
        sent.add(request);
    }

    private void ask(int from, int to) {
        for (int i = from; i < to; i++) {
            answers.add(client.submit(TestGroup.question(i)));
        }
    }

    private List<SignedRequest> sent(int count) throws InterruptedException {
        List<SignedRequest> all = new ArrayList<>();
        while (all.size() < count) {
            all.add(sent.take());
        }
        return all;
    }

    @Test
    void whoeverAsksAloneIsSentAtOnceByTheOwnThread() {
        ask(0, 1);
        assertThat(sent)
                .singleElement()
                .satisfies(request -> assertThat(request.path().size()).isEqualTo(1));
    }

    @Test
    void whatIsAskedWhileAnotherIsSentIsSignedTogether() throws InterruptedException {
        meanwhile = () -> ask(1, 101);
        ask(0, 1);

        List<SignedRequest> all = sent(101);
        assertThat(all).extracting(request -> request.id().number()).doesNotHaveDuplicates();
        assertThat(all).extracting(SignedRequest::signature).doesNotContainNull();
        assertThat(all.stream().map(SignedRequest::signature).distinct()).hasSize(3);
        assertThat(all).extracting(request -> request.path().size()).containsOnly(1L, 64L, 36L);
        assertThat(all)
                .allSatisfy(request -> assertThat(group.authenticator().authenticate(request))
                        .isInstanceOf(Authentication.Accepted.class));
    }

    @Test
    void whatWaitsToBeSentFailsWhenTheGateIsClosed() {
        meanwhile = () -> {
            ask(1, 3);
            client.close("the test is over");
        };
        ask(0, 1);

        assertThat(answers)
                .hasSize(3)
                .allSatisfy(answer -> assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasCauseInstanceOf(UndecidedException.class));
    }

    /** The first two numbers are had, then the disk is full: what got none is told, and so is what is open. */
    @Test
    void nobodyIsLeftWaitingWhenNoNumberCanBeHad() throws InterruptedException {
        RequestNumbers few = new RequestNumbers() {
            private long last;

            @Override
            public synchronized long next() throws IOException {
                if (last == 2) {
                    throw new IOException("no space left");
                }
                return ++last;
            }
        };
        client = group.client(few, this::send, workers);
        meanwhile = () -> ask(1, 4);
        ask(0, 1);

        assertThat(sent(2)).extracting(request -> request.id().number()).containsExactlyInAnyOrder(1L, 2L);
        assertThat(answers)
                .hasSize(4)
                .allSatisfy(answer -> assertThatThrownBy(() -> answer.get(30, TimeUnit.SECONDS))
                        .isInstanceOf(ExecutionException.class)
                        .hasMessageContaining("request numbers cannot be reserved: no space left"));
    }
}
