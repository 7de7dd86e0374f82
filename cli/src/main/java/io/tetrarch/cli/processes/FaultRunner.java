package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.DiskFault;
import io.tetrarch.bench.torture.DoubleFault;
import io.tetrarch.bench.torture.Fault;
import io.tetrarch.bench.torture.FaultPlan;
import io.tetrarch.bench.torture.LinkFault;
import io.tetrarch.bench.torture.PortFault;
import io.tetrarch.bench.torture.ProcessFault;
import io.tetrarch.cli.exit.Failure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Does to the processes what a plan says, and mends it again. For one thread. */
final class FaultRunner {
    private final TortureGroup group;
    private final ProcessFaults processes;
    private final LinkFaults links;
    private final DiskFaults disks;
    private final PortFaults ports;
    private final DoubleFaults doubles;

    FaultRunner(TortureGroup group) {
        this.group = group;
        this.processes = new ProcessFaults(group);
        this.links = new LinkFaults(group);
        this.disks = new DiskFaults(group);
        this.ports = new PortFaults(group);
        this.doubles = new DoubleFaults(group, processes, links);
    }

    /** With the victim that it comes to now. */
    FaultPlan.Step aimed(FaultPlan.Step step) throws Failure, IOException, InterruptedException {
        int victim = switch (step.fault().victim()) {
            case ANYONE -> step.victim();
            case LEADER -> group.leader().filter(group.honest()::contains).orElse(step.victim());
            case WITH_SMALL_DISK -> group.ofDisk();
            case LIAR -> group.traitor();
        };
        int other = step.other() == victim ? step.victim() : step.other();
        return new FaultPlan.Step(step.fault(), victim, other, step.millis());
    }

    /** Comes back when it is over; what it found broken, in a line. */
    Optional<String> run(FaultPlan.Step step) throws Failure, IOException, InterruptedException {
        Optional<String> broken = Optional.empty();
        switch (step.fault()) {
            case ProcessFault fault -> processes.run(fault, step);
            case LinkFault fault -> links.run(fault, step);
            case DiskFault fault -> broken = disks.run(fault, step);
            case PortFault fault -> ports.run(fault, step);
            case DoubleFault fault -> doubles.run(fault, step);
        }
        group.relay().heal();
        return broken;
    }

    /** What this machine allows. */
    List<Fault> possible() {
        return Fault.all().stream()
                .filter(fault -> fault.victim() != Fault.Victim.WITH_SMALL_DISK
                        || group.disk().isPresent())
                .toList();
    }
}
