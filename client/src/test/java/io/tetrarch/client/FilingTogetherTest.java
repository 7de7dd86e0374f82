package io.tetrarch.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.receipt.Receipt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class FilingTogetherTest {
    private final List<Long> gone = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<Long, CompletableFuture<Long>> answers = new ConcurrentHashMap<>();
    private final FilingTogether together = new FilingTogether(receipt -> {
        long number = receipt.request().number();
        gone.add(number);
        return answers.computeIfAbsent(number, any -> new CompletableFuture<>());
    });

    private static Receipt receipt(long number) {
        Digest any = Hash.sha3(("" + number).getBytes(StandardCharsets.UTF_8));
        return new Receipt(
                new Receipt.Warrant(new RequestId(Digest.ZERO, number), any, any, Optional.empty()),
                new Receipt.Ending.Exited(0),
                Receipt.Output.NONE,
                new Receipt.Span(1, 2));
    }

    private CompletableFuture<Long> file(long number) {
        return together.file(receipt(number)).toCompletableFuture();
    }

    private void answer(long number) {
        answers.get(number).complete(100 + number);
    }

    @Test
    void oneGoesAtOnceAndThoseThatComeMeanwhileGoTogetherAfterIt() {
        CompletableFuture<Long> first = file(0);
        List<CompletableFuture<Long>> others =
                LongStream.rangeClosed(1, 5).mapToObj(this::file).toList();
        assertThat(gone).containsExactly(0L);

        answer(0);
        assertThat(first.join()).isEqualTo(100);
        assertThat(gone).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
        CompletableFuture<Long> third = file(6);
        assertThat(gone).doesNotContain(6L);

        LongStream.rangeClosed(1, 5).forEach(this::answer);
        assertThat(others).extracting(CompletableFuture::join).containsExactly(101L, 102L, 103L, 104L, 105L);
        answer(6);
        assertThat(third.join()).isEqualTo(106);
        assertThat(file(7)).isNotDone();
        assertThat(gone).endsWith(6L, 7L);
    }

    @Test
    void oneThatIsRefusedHoldsNobodyBack() {
        CompletableFuture<Long> first = file(0);
        CompletableFuture<Long> second = file(1);

        answers.get(0L).completeExceptionally(new IOException("refused"));

        assertThatThrownBy(first::join).hasRootCauseMessage("refused");
        answer(1);
        assertThat(second.join()).isEqualTo(101);
    }

    @Test
    void oneThatIsNotAnsweredHoldsTheOthersBackForAMomentOnly() throws Exception {
        CompletableFuture<Long> first = file(0);
        answers.put(1L, CompletableFuture.completedFuture(101L));

        assertThat(file(1).get(20, TimeUnit.SECONDS)).isEqualTo(101);
        assertThat(first).isNotDone();
    }

    @Test
    void aFilingThatThrowsFailsItsReceiptAlone() {
        FilingTogether throwing = new FilingTogether(receipt -> {
            if (receipt.request().number() == 0) {
                throw new IllegalStateException("closed");
            }
            return CompletableFuture.completedFuture(7L);
        });
        assertThatThrownBy(() -> throwing.file(receipt(0)).toCompletableFuture().join())
                .hasRootCauseMessage("closed");
        assertThat(throwing.file(receipt(1)).toCompletableFuture().join()).isEqualTo(7);
    }
}
