package io.tetrarch.client.journal;

import io.tetrarch.pbft.message.RequestId;
import io.tetrarch.proof.receipt.Receipt;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** A journal that ends with its process; a run is lost in it if its hold is let go before it has ended. */
final class MemoryJournal implements ExecutionJournal {
    private final ConcurrentSkipListMap<RequestId, Run> runs = new ConcurrentSkipListMap<>();

    @Override
    public Optional<Hold> begin(Begun begun) {
        Run before = runs.putIfAbsent(begun.request(), new Run(begun, new Stage.Running()));
        return before == null ? Optional.of(new MemoryHold(begun.request())) : Optional.empty();
    }

    @Override
    public void end(Receipt receipt) {
        advance(receipt.request(), new Stage.Ended(receipt));
    }

    @Override
    public void file(RequestId request, long ledgerIndex) {
        runs.computeIfPresent(
                request,
                (id, run) -> run.stage() instanceof Stage.Ended ended
                        ? new Run(run.begun(), new Stage.Filed(ended.receipt(), ledgerIndex))
                        : run);
    }

    /** Unless it has ended already. */
    private void advance(RequestId request, Stage next) {
        runs.computeIfPresent(request, (id, run) -> switch (run.stage()) {
            case Stage.Running running -> new Run(run.begun(), next);
            case Stage.Lost lost -> new Run(run.begun(), next);
            case Stage.Ended ended -> run;
            case Stage.Filed filed -> run;
        });
    }

    @Override
    public Optional<Run> find(RequestId request) {
        return Optional.ofNullable(runs.get(request));
    }

    @Override
    public List<Run> unfiled() {
        return runs.values().stream()
                .filter(run -> !(run.stage() instanceof Stage.Filed))
                .toList();
    }

    /** It can be used again: what was run by it stays known as long as it is there. */
    @Override
    public void close() {}

    private final class MemoryHold implements Hold {
        private final RequestId request;

        MemoryHold(RequestId request) {
            this.request = request;
        }

        @Override
        public void ended(Receipt receipt) {
            advance(request, new Stage.Ended(receipt));
        }

        @Override
        public void close() {
            advance(request, new Stage.Lost());
        }
    }
}
