package io.tetrarch.embedded;

import io.tetrarch.gate.service.DecisionService;
import io.tetrarch.gate.service.DeviceTable;
import io.tetrarch.node.observe.AgreedState;
import io.tetrarch.pbft.GroupSize;
import io.tetrarch.proof.rule.CharterBook;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;

/**
 * By the states of all the replicas, which run in this process.
 *
 * @param services by the index of their replica
 */
record LocalState(Supplier<List<DecisionService>> services) implements AgreedState {
    @Override
    public CharterBook charters() {
        return known(
                GroupSize::quorum,
                DecisionService::charters,
                book -> book.current().version());
    }

    @Override
    public DeviceTable devices() {
        return known(GroupSize::weakQuorum, DecisionService::devices, DeviceTable::changes);
    }

    /** The latest that so many replicas have come to. */
    private <T> T known(ToIntFunction<GroupSize> by, Function<DecisionService, T> part, ToLongFunction<T> changes) {
        List<DecisionService> all = services.get();
        return all.stream()
                .map(part)
                .sorted(Comparator.comparingLong(changes).reversed())
                .skip(by.applyAsInt(new GroupSize(all.size())) - 1L)
                .findFirst()
                .orElseThrow();
    }
}
