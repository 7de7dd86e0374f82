package io.tetrarch.embedded;

import io.tetrarch.client.DecidedEntry;
import io.tetrarch.client.UndecidedException;
import io.tetrarch.client.request.GroupClient;
import io.tetrarch.client.request.Question;
import io.tetrarch.embedded.home.Plan;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.gate.service.ChangeDeviceCheck;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonWriter;
import io.tetrarch.node.device.DeviceLedger;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.node.device.DeviceRefused.Reason;
import io.tetrarch.node.observe.Await;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Terms;
import io.tetrarch.proof.action.Action;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/** The devices of a cluster's group. Nothing else asks in their tier. */
final class DeviceDesk implements DeviceLedger {
    private static final long LIFE_MILLIS = 30_000;

    private final ClusterParts parts;
    private final GroupClient desk;
    private final Observatory observatory;

    DeviceDesk(ClusterParts parts, GroupClient desk, Observatory observatory) {
        this.parts = parts;
        this.desk = desk;
        this.observatory = observatory;
    }

    @Override
    public DeviceTable table() {
        return parts.agreed().devices();
    }

    /** f. */
    private long faulty() {
        return new GroupSize(parts.group().replicas().size()).faulty();
    }

    @Override
    public Domain domain() {
        return parts.group().domain();
    }

    @Override
    public Decided decide(ChangeDevice change) throws DeviceRefused, InterruptedException {
        try {
            DecidedEntry decided = desk.submit(question(change)).get();
            awaitExecuted(decided);
            return new Decided(decided.entry(), decided.index());
        } catch (JsonRejected e) {
            throw new DeviceRefused(Reason.UNDECIDED, "it cannot be said in an action: " + e.getMessage());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UndecidedException undecided) {
                throw new DeviceRefused(Reason.UNDECIDED, "the group did not decide it: " + undecided.getMessage());
            }
            throw new IllegalStateException("asking fails in one way only", e);
        }
    }

    private Question question(ChangeDevice change) throws JsonRejected {
        Action action = Action.parse(JsonWriter.compactBytes(change.json()));
        return new Question(
                Bytes.wrap(action.bytes()),
                action.hash(),
                new Terms(
                        Plan.GATE,
                        ChangeDeviceCheck.TIER,
                        parts.agreed().charters().current().version()),
                LIFE_MILLIS,
                Optional.empty());
    }

    /** One replica's answer is proof enough of a decision, and comes before the others have executed it. */
    private void awaitExecuted(DecidedEntry decided) throws InterruptedException {
        long sequence = decided.header().sequence();
        Await.until(
                observatory,
                () -> observatory.replicas().stream()
                                .filter(replica -> replica.standing().executed() >= sequence)
                                .count()
                        > faulty());
    }
}
