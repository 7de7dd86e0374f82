package io.tetrarch.embedded;

import io.tetrarch.gate.service.ChangeDevice;
import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.node.device.DeviceLedger;
import io.tetrarch.node.device.DeviceRefused;
import io.tetrarch.pbft.message.Domain;
import java.util.List;
import java.util.function.Supplier;

/** The devices of a group as its one replica here has them: a replica believes itself. Nothing is asked from here. */
final class LocalDevices implements DeviceLedger {
    private final int self;
    private final FollowedLineage lineage;
    private volatile Supplier<List<DecisionService>> services = List::of;

    LocalDevices(int self, FollowedLineage lineage) {
        this.self = self;
        this.lineage = lineage;
    }

    /** @param known by the index of their replica */
    void of(Supplier<List<DecisionService>> known) {
        services = known;
    }

    @Override
    public DeviceTable table() {
        return services.get().get(self).devices();
    }

    @Override
    public Domain domain() {
        return lineage.latest().group().domain();
    }

    @Override
    public Decided decide(ChangeDevice change) throws DeviceRefused {
        throw new DeviceRefused(
                DeviceRefused.Reason.UNDECIDED, "a replica asks its group for nothing: a client has to");
    }
}
