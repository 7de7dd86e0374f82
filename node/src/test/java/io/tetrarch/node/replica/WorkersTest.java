package io.tetrarch.node.replica;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkersTest {
    private static int count;

    /** Another for each test, since the threads of the one before may not have ended. */
    private final String name = "test-worker-" + count++;

    private final Workers workers = new Workers(name, 2);

    @AfterEach
    void end() {
        workers.close();
    }

    @Test
    void whatATaskThrowsIsToldAndTheThreadsGoOn() throws Exception {
        CompletableFuture<Throwable> told = new CompletableFuture<>();
        workers.onFailure(told::complete);
        Error thrown = new OutOfMemoryError("in a test");
        workers.execute(() -> {
            throw thrown;
        });

        assertThat(told.get(20, TimeUnit.SECONDS)).isSameAs(thrown);
        for (int i = 0; i < 10; i++) {
            CompletableFuture<String> ran = new CompletableFuture<>();
            workers.execute(() -> ran.complete("ran"));
            assertThat(ran.get(20, TimeUnit.SECONDS)).isEqualTo("ran");
        }
    }

    @Test
    void aThreadThatIsLentWorksWhileItsAnswerIsOutstanding() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        occupyAll(release);
        Thread caller = Thread.currentThread();
        Set<Thread> ran = ConcurrentHashMap.newKeySet();

        CompletableFuture<String> answer = workers.lend(() -> {
            CompletableFuture<String> outstanding = new CompletableFuture<>();
            workers.execute(() -> {
                ran.add(Thread.currentThread());
                outstanding.complete("decided");
            });
            return outstanding;
        });

        assertThat(answer).isCompletedWithValue("decided");
        assertThat(ran).containsExactly(caller);
        release.countDown();
    }

    @Test
    void aJudgementThatMayHangIsNoWorkForAThreadThatIsLent() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        occupyAll(release);
        CompletableFuture<Thread> judged = new CompletableFuture<>();

        CompletableFuture<Thread> answer = workers.lend(() -> {
            workers.executeJudging(() -> judged.complete(Thread.currentThread()));
            return judged;
        });
        assertThat(answer).isNotDone();
        release.countDown();

        assertThat(answer.get(20, TimeUnit.SECONDS)).isNotSameAs(Thread.currentThread());
    }

    @Test
    void anInterruptedCallerIsLetGo() {
        Thread.currentThread().interrupt();
        CompletableFuture<String> never = workers.lend(CompletableFuture::new);

        assertThat(never).isNotDone();
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void threadsThatAreStuckAreNotCountedOn() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        occupyAll(release);
        List<Thread> stuck = threads();
        assertThat(stuck).hasSize(2);
        stuck.forEach(workers::replace);
        while (threads().size() < 4
                || !threads().stream().allMatch(thread -> thread.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
        }
        CompletableFuture<String> ran = new CompletableFuture<>();
        workers.execute(() -> ran.complete("ran"));

        assertThat(ran.get(20, TimeUnit.SECONDS)).isEqualTo("ran");
        release.countDown();
        for (Thread each : stuck) {
            each.join(20_000);
            assertThat(each.isAlive()).isFalse();
        }
    }

    private List<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(name))
                .toList();
    }

    private void occupyAll(CountDownLatch release) throws InterruptedException {
        CountDownLatch occupied = new CountDownLatch(2);
        for (int i = 0; i < 2; i++) {
            workers.execute(() -> {
                occupied.countDown();
                try {
                    release.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }
        assertThat(occupied.await(20, TimeUnit.SECONDS)).isTrue();
    }
}
