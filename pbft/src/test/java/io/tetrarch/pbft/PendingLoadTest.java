package io.tetrarch.pbft;

import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.pbft.message.SignedRequest;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.pbft.message.Validity;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who asks without end fills what it may have, and no more. */
class PendingLoadTest {
    private static final Limits LIMITS = new Limits(4, 4, 16, 1 << 20, 64, 256);
    private static final Bytes LARGE = Bytes.wrap(new byte[256 * 1024]);

    private final PendingLoad load = new PendingLoad(LIMITS);
    private long number;

    private SignedRequest request(int client, Bytes action) {
        Digest id = Hash.sha3(new byte[] {(byte) client});
        Request request = new Request(
                Cluster.DOMAIN,
                new RequestId(id, ++number),
                Hash.sha3(action.readOnlyArray()),
                new Terms("runner", "quorum", 1),
                new Validity(1, 2),
                Optional.empty());
        return new SignedRequest(request, Bytes.copyOf(new byte[64]), action);
    }

    private int fill(int client, Bytes action) {
        int taken = 0;
        for (SignedRequest next = request(client, action); !load.isFull(next, 1); next = request(client, action)) {
            load.add(next);
            taken++;
        }
        return taken;
    }

    @Test
    void thoseThatFillTheirBoundsLeaveTheOthersTheirShare() {
        assertThat(fill(1, Bytes.EMPTY)).isEqualTo(64);
        assertThat(fill(2, Bytes.EMPTY)).isEqualTo(64);
        assertThat(fill(3, Bytes.EMPTY)).isEqualTo(64);
        for (int client = 4; client < 20; client++) {
            assertThat(fill(client, Bytes.EMPTY)).isEqualTo(LIMITS.share());
        }
        assertThat(load.all().requests()).isEqualTo(256);
        assertThat(fill(20, Bytes.EMPTY)).isZero();
    }

    @Test
    void largeActionsFillTheBytesBeforeTheRequests() {
        Limits wide = new Limits(4, 4, 16, 1 << 20, 1 << 14, 1 << 16);
        PendingLoad bytes = new PendingLoad(wide);
        int taken = 0;
        SignedRequest next = request(1, LARGE);
        for (; !bytes.isFull(next, 1); next = request(1, LARGE)) {
            bytes.add(next);
            taken++;
        }
        assertThat(taken).isEqualTo((int) (wide.pendingBytesPerClient() / LARGE.size()));
        assertThat(bytes.isFull(request(2, LARGE), 1)).isFalse();
        bytes.remove(next);
        assertThat(bytes.isFull(next, 1)).isFalse();
    }

    @Test
    void whatWasDecidedMakesRoom() {
        SignedRequest first = request(1, Bytes.EMPTY);
        load.add(first);
        load.remove(first);
        assertThat(load.all()).isEqualTo(PendingLoad.Amount.NONE);
        assertThat(load.of(first.id().client())).isEqualTo(PendingLoad.Amount.NONE);
    }

    @Test
    void aGroupOfAnEarlierBuildHasThePresentBounds() {
        Limits earlier = new Limits(128, 4, 256, 1 << 20, 1024, 8192);
        assertThat(earlier.inForce()).isEqualTo(Limits.DEFAULT);
        assertThat(LIMITS.inForce()).isEqualTo(LIMITS);
    }
}
