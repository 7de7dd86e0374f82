package io.tetrarch.bench.torture;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.node.replica.Links;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Prepare;
import io.tetrarch.pbft.message.Signed;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TraitorLinksTest {
    private static final int REPLICAS = 4;
    private static final Digest DIGEST = new Digest(1, 2, 3, 4);

    private final List<Prepare> sent = new ArrayList<>();
    private final Links wire = new Links() {
        @Override
        public void send(int from, int to, Signed<?> message) {
            sent.add((Prepare) message.message());
        }

        @Override
        public void broadcast(int from, Signed<?> message) {
            sent.add((Prepare) message.message());
        }
    };

    private List<Prepare> said(long seed) {
        sent.clear();
        TraitorLinks links = new TraitorLinks(wire, statement -> Bytes.EMPTY, REPLICAS, seed);
        for (int sequence = 1; sequence <= 1000; sequence++) {
            links.broadcast(1, new Signed<>(1, new Prepare(0, sequence, DIGEST), Bytes.EMPTY));
        }
        return List.copyOf(sent);
    }

    @Test
    void itVotesTwiceSaysOldThingsAgainAndFloods() {
        List<Prepare> said = said(1);
        List<Prepare> lies =
                said.stream().filter(vote -> !vote.digest().equals(DIGEST)).toList();
        long repeated =
                said.stream().collect(Collectors.groupingBy(vote -> vote, Collectors.counting())).values().stream()
                        .filter(times -> times > REPLICAS)
                        .count();

        assertThat(lies).hasSizeGreaterThan(30);
        assertThat(said.size()).as("a flood besides").isGreaterThan(1100);
        assertThat(repeated).isPositive();
    }

    @Test
    void whatItLiesAboutFollowsFromTheSeed() {
        assertThat(said(3)).isEqualTo(said(3)).isNotEqualTo(said(4));
    }
}
