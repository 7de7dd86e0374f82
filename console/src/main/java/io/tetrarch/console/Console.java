package io.tetrarch.console;

import io.tetrarch.client.GovernedGate;
import io.tetrarch.console.access.Sessions;
import io.tetrarch.console.charter.CharterApi;
import io.tetrarch.console.charter.ShadowTally;
import io.tetrarch.console.cluster.DrillApi;
import io.tetrarch.console.cluster.EvidenceApi;
import io.tetrarch.console.cluster.ReplicaWatch;
import io.tetrarch.console.cluster.ReplicasApi;
import io.tetrarch.console.decision.DecisionsApi;
import io.tetrarch.console.hook.HooksApi;
import io.tetrarch.console.http.OpenApi;
import io.tetrarch.console.http.Route;
import io.tetrarch.console.http.WebServer;
import io.tetrarch.console.ledger.IndependenceApi;
import io.tetrarch.console.ledger.LedgerApi;
import io.tetrarch.console.ledger.LedgerView;
import io.tetrarch.console.live.ClusterEvents;
import io.tetrarch.console.live.EventLog;
import io.tetrarch.console.live.EventStreams;
import io.tetrarch.console.live.Timelines;
import io.tetrarch.console.metric.MetricsApi;
import io.tetrarch.console.operator.Operators;
import io.tetrarch.console.person.ApprovalsApi;
import io.tetrarch.console.person.DevicesApi;
import io.tetrarch.console.run.RunsApi;
import io.tetrarch.console.scenario.ScenariosApi;
import io.tetrarch.console.session.SessionApi;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.node.observe.Observatory;
import java.io.IOException;
import java.net.BindException;
import java.util.ArrayList;
import java.util.List;

/**
 * The HTTP API and the pages, in front of a gate. The gate is the caller's: to be closed after this.
 *
 * <p>{@snippet :
 * try (Console console = Console.start(ConsoleOptions.local(7400), cluster, cluster)) { ... }
 * }
 */
public final class Console implements AutoCloseable {
    private final Served served;
    private final WebServer server;
    private final List<Observatory.Watch> watches;

    private record Served(EventLog log, DecisionsApi decisions, RunsApi runs, List<Route> routes) {}

    private Console(Served served, WebServer server, List<Observatory.Watch> watches) {
        this.served = served;
        this.server = server;
        this.watches = watches;
    }

    /**
     * Starts to serve.
     *
     * @throws BindException if the port is in use or may not be used
     */
    public static Console start(ConsoleOptions options, GovernedGate gate, Observatory observatory) throws IOException {
        List<String> names = observatory.group().replicaNames();
        LedgerView ledger = new LedgerView(observatory);
        EventLog log = new EventLog(options.bounds().eventsKept());
        WebServer.Address address = WebServer.withPort(options.address());
        Sessions sessions = sessions(options, address);
        EventStreams streams = streams(options, log, sessions);
        ShadowTally shadow = new ShadowTally(observatory);
        MetricsApi metrics = new MetricsApi(observatory, streams::open, shadow);
        Timelines timelines = new Timelines(names, System::nanoTime);
        DecisionsApi decisions = new DecisionsApi(gate, observatory, ledger, timelines, metrics::decided);
        ClusterEvents events = new ClusterEvents(log, names, decisions::summary, ledger, System::currentTimeMillis);
        ReplicaWatch watch = new ReplicaWatch(names.size());
        observatory.approvals().watch(events::onApproval);
        List<Route> routes = new ArrayList<>();
        routes.addAll(decisions.routes());
        routes.addAll(new HooksApi(decisions::ask, System::currentTimeMillis).routes());
        RunsApi runs = new RunsApi(gate, ledger);
        routes.addAll(runs.routes());
        routes.addAll(new LedgerApi(observatory, ledger).routes());
        routes.addAll(new IndependenceApi(ledger, names).routes());
        routes.addAll(new EvidenceApi(ledger, watch, names).routes());
        Operators operators = new Operators(options.access(), observatory, System::currentTimeMillis);
        ReplicasApi replicas = new ReplicasApi(observatory, watch);
        routes.addAll(replicas.routes());
        routes.addAll(new DrillApi(observatory, replicas, operators).routes());
        routes.addAll(
                new CharterApi(gate, observatory, ledger, options.charterText(), decisions::ask, shadow).routes());
        routes.addAll(new ApprovalsApi(observatory, ledger, System::currentTimeMillis).routes());
        routes.addAll(new DevicesApi(observatory, ledger, operators, events::onDevices).routes());
        routes.addAll(streams.routes());
        routes.addAll(new SessionApi(sessions, System::currentTimeMillis).routes());
        routes.addAll(new ScenariosApi(CharterReader.defaultCharter()).routes());
        routes.addAll(metrics.routes());
        routes.addAll(OpenApi.routes());
        List<Observatory.Watch> watches =
                List.of(observatory.watch(events), observatory.watch(watch), observatory.watch(timelines));
        try {
            WebServer server =
                    WebServer.start(address, new WebServer.Offer(routes, sessions, options.limits(), options.pages()));
            ConsoleLog.started(server.address(), observatory);
            return new Console(new Served(log, decisions, runs, List.copyOf(routes)), server, watches);
        } catch (IOException | RuntimeException e) {
            watches.forEach(Observatory.Watch::close);
            throw e;
        }
    }

    private static EventStreams streams(ConsoleOptions options, EventLog log, Sessions sessions) {
        String thisStart = Long.toString(System.currentTimeMillis(), 36);
        return new EventStreams(log, sessions, thisStart, options.bounds().streams());
    }

    private static Sessions sessions(ConsoleOptions options, WebServer.Address address) {
        Sessions.Cookie cookie =
                new Sessions.Cookie(address.port(), address.proxy().isPresent());
        return new Sessions(options.access(), cookie, System::nanoTime);
    }

    /** What the API answers. */
    List<Route> routes() {
        return served.routes;
    }

    /** Where it listens. */
    public WebServer.Address address() {
        return server.address();
    }

    /** Ends the streams, sends away whoever waits, and stops listening. */
    @Override
    public void close() {
        watches.forEach(Observatory.Watch::close);
        served.log.close();
        served.decisions.stop();
        WebServer.Address address = server.address();
        server.close();
        try {
            served.runs.close();
        } catch (IOException e) {
            ConsoleLog.journalNotClosed(e);
        }
        ConsoleLog.stopped(address);
    }
}
