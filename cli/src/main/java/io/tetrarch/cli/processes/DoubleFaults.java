package io.tetrarch.cli.processes;

import io.tetrarch.bench.torture.DoubleFault;
import io.tetrarch.bench.torture.FaultPlan;
import io.tetrarch.bench.torture.LinkState;
import java.io.IOException;
import java.util.List;

/** Two faults at once; whoever called heals the links. For one thread. */
final class DoubleFaults {
    private final TortureGroup group;
    private final ProcessFaults processes;
    private final LinkFaults links;

    DoubleFaults(TortureGroup group, ProcessFaults processes, LinkFaults links) {
        this.group = group;
        this.processes = processes;
        this.links = links;
    }

    void run(DoubleFault fault, FaultPlan.Step step) throws IOException, InterruptedException {
        List<Integer> victim = List.of(step.victim());
        switch (fault) {
            case KILL_WHILE_CUT -> {
                links.between(step.other(), third(step), LinkState.CUT);
                processes.kill(victim, step.millis());
            }
            case KILL_WHILE_DELAYED -> {
                links.allLate();
                processes.kill(victim, step.millis());
            }
            case KILL_ISOLATED -> {
                links.around(step.victim(), LinkState.CUT);
                processes.kill(victim, step.millis());
                ProcessFaults.pause(step.millis());
            }
            case KILL_WHILE_STOPPED -> {
                group.node(step.other()).signal("STOP");
                processes.kill(victim, step.millis());
                group.node(step.other()).signal("CONT");
            }
            case RESTART_WHILE_RESET -> {
                links.resetAll();
                processes.restart(group.honest());
                links.resetAll();
            }
        }
    }

    /** The honest one that is neither. */
    private int third(FaultPlan.Step step) {
        return group.honest().stream()
                .filter(each -> each != step.victim() && each != step.other())
                .findFirst()
                .orElseThrow();
    }
}
