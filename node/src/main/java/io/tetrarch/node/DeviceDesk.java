package io.tetrarch.node;

import io.tetrarch.gate.action.Action;
import io.tetrarch.gate.json.JsonRejected;
import io.tetrarch.gate.json.JsonWriter;
import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.gate.service.ChangeDeviceCheck;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.node.client.DecidedEntry;
import io.tetrarch.node.client.Question;
import io.tetrarch.node.client.SubmissionDesk;
import io.tetrarch.node.client.UndecidedException;
import io.tetrarch.node.device.DeviceLedger;
import io.tetrarch.node.home.Plan;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Domain;
import io.tetrarch.pbft.message.Terms;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The devices of a cluster's group. Nothing else asks in their tier. */
final class DeviceDesk implements DeviceLedger {
    private static final long LIFE_MILLIS = 30_000;

    private final ClusterParts parts;
    private final SubmissionDesk desk;
    private final Observatory observatory;

    DeviceDesk(ClusterParts parts, SubmissionDesk desk, Observatory observatory) {
        this.parts = parts;
        this.desk = desk;
        this.observatory = observatory;
    }

    @Override
    public DeviceTable table() {
        return parts.services().stream()
                .map(DecisionService::devices)
                .sorted(Comparator.comparingLong(DeviceTable::changes).reversed())
                .skip(faulty())
                .findFirst()
                .orElseThrow();
    }

    /** f. */
    private long faulty() {
        return (parts.group().replicas().size() - 1L) / 3;
    }

    /** One replica's answer is proof enough of a decision, and comes before the others have executed it. */
    @Override
    public void awaitExecuted(DecidedEntry decided) throws InterruptedException {
        long sequence = decided.header().sequence();
        Patience.until(
                observatory,
                () -> observatory.replicas().stream()
                                .filter(replica -> replica.standing().executed() >= sequence)
                                .count()
                        > faulty());
    }

    @Override
    public Domain domain() {
        return parts.group().domain();
    }

    @Override
    public CompletableFuture<DecidedEntry> decide(ChangeDevice change) {
        try {
            Action action = Action.parse(JsonWriter.compactBytes(change.json()));
            return desk.submit(new Question(
                    Bytes.wrap(action.bytes()),
                    action.hash(),
                    new Terms(
                            Plan.GATE,
                            ChangeDeviceCheck.TIER,
                            parts.charters().current().version()),
                    LIFE_MILLIS,
                    Optional.empty()));
        } catch (JsonRejected e) {
            return CompletableFuture.failedFuture(new UndecidedException(
                    UndecidedException.Reason.REFUSED, "it cannot be said in an action: " + e.getMessage()));
        }
    }
}
