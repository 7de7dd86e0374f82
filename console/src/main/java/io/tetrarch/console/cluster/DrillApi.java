package io.tetrarch.console.cluster;

import io.javalin.http.Context;
import io.tetrarch.console.access.Role;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Route;
import io.tetrarch.console.operator.Operators;
import io.tetrarch.node.observe.Drill;
import io.tetrarch.node.observe.Observatory;
import io.tetrarch.node.replica.ReplicaState;
import java.io.IOException;
import java.util.List;

/** {@code /v1/replicas/NAME/halt} and {@code start}: a crash and a return on purpose, of replicas of this process alone. */
public final class DrillApi {
    private final Observatory observatory;
    private final ReplicasApi replicas;
    private final Operators operators;

    /**
     * @param replicas answers how they are then
     * @param operators who alone may order it
     */
    public DrillApi(Observatory observatory, ReplicasApi replicas, Operators operators) {
        this.observatory = observatory;
        this.replicas = replicas;
        this.operators = operators;
    }

    public List<Route> routes() {
        return List.of(
                Route.post("/v1/replicas/{name}/halt", Role.OPERATE, this::halt),
                Route.post("/v1/replicas/{name}/start", Role.OPERATE, this::start));
    }

    private void halt(Context context) throws Problem, IOException {
        String name = context.pathParam("name");
        int replica = index(name);
        operators.check(context, "halt", name);
        if (!drill().halt(replica)) {
            throw new Problem(Kind.CONFLICT, isVacant(replica) ? vacant(name) : name + " has halted already");
        }
        replicas.list(context);
    }

    private void start(Context context) throws Problem, IOException {
        String name = context.pathParam("name");
        int index = index(name);
        operators.check(context, "start", name);
        if (!started(name, index)) {
            if (isVacant(index)) {
                throw new Problem(Kind.CONFLICT, vacant(name));
            }
            throw new Problem(
                    Kind.CONFLICT,
                    observatory.replicas().get(index).halted()
                            ? name + " stopped by itself: what is wrong has to be found before it may vote again"
                            : name + " is at work");
        }
        replicas.list(context);
    }

    private boolean isVacant(int index) {
        return observatory.replicas().get(index).run() == ReplicaState.Run.VACANT;
    }

    private static String vacant(String name) {
        return "nobody has the seat of " + name + " in this epoch";
    }

    private boolean started(String name, int index) throws Problem {
        try {
            return drill().start(index);
        } catch (IOException e) {
            throw new Problem(Kind.CONFLICT, name + " cannot be started: " + e.getMessage());
        }
    }

    private Drill drill() throws Problem {
        return observatory
                .drill()
                .orElseThrow(() -> new Problem(Kind.NOT_FOUND, "the replicas do not run in this process"));
    }

    private int index(String name) throws Problem {
        List<String> names = observatory.group().replicaNames();
        if (!names.contains(name)) {
            throw new Problem(Kind.NOT_FOUND, "expected one of the replicas " + String.join(", ", names));
        }
        return names.indexOf(name);
    }
}
