package io.tetrarch.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.client.Decision;
import io.tetrarch.node.observe.Await;
import io.tetrarch.proof.action.Action;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class AwaitTest {
    @Test
    void whatTheReplicasComeToIsSeen() throws Exception {
        try (EmbeddedCluster group = EmbeddedCluster.builder().open()) {
            CompletionStage<Decision> asked = group.decideAsync(
                    Action.parse("{\"kind\":\"execute_tool\",\"tool\":\"fs_write\",\"path\":\"/tmp/a\"}"
                            .getBytes(StandardCharsets.UTF_8)));
            assertThat(Await.until(group, () -> group.standings().stream().allMatch(each -> each.executed() > 0)))
                    .isTrue();
            assertThat(asked.toCompletableFuture().get()).isNotNull();
        }
    }

    @Test
    void whatDoesNotComeTrueIsNotWaitedForForEver() throws Exception {
        try (EmbeddedCluster group = EmbeddedCluster.builder().open()) {
            AtomicInteger looks = new AtomicInteger();
            assertThat(Await.until(group, Duration.ofMillis(20), () -> looks.incrementAndGet() == 0))
                    .isFalse();
            assertThat(looks.get()).isGreaterThan(1);
        }
    }
}
