package io.tetrarch.judges.remote;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.CharterReader;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.proof.action.Action;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP service on this host that answers what a test wants, and keeps what it was asked. */
final class TestService implements AutoCloseable {

    /** Answers one question. */
    interface Behaviour {
        void answer(HttpExchange exchange) throws IOException;
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closed = new CountDownLatch(1);
    final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    final List<String> paths = Collections.synchronizedList(new ArrayList<>());
    final List<String> authorizations = Collections.synchronizedList(new ArrayList<>());

    TestService(Behaviour behaviour) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            paths.add(exchange.getRequestURI().getPath());
            authorizations.add(String.valueOf(exchange.getRequestHeaders().getFirst("Authorization")));
            behaviour.answer(exchange);
            exchange.close();
        });
        server.start();
    }

    static Behaviour json(int status, String body) {
        return exchange -> {
            byte[] bytes = body.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Never answers, until the service is closed. */
    void hang() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** The judge of a charter whose first judge is so specified, {@code ADDRESS} being this service's. */
    Judge judge(String specification) {
        return judgeAt(specification.replace("ADDRESS", address()));
    }

    static Judge judgeAt(String specification) {
        try {
            return charter(specification).judgeOf("asked", 0, new ServiceJudges());
        } catch (io.tetrarch.reading.yaml.PolicyRejected e) {
            throw new AssertionError(e.in("charter"), e);
        }
    }

    private static Charter charter(String specification) throws io.tetrarch.reading.yaml.PolicyRejected {
        return CharterReader.read(("version: 1\ncategories:\n  shell: [shell]\ntiers:\n  - name: all\n"
                        + "    demand: quorum\n    deadlineMillis: 5000\n    judgeMillis: 1000\njudges:\n"
                        + "  asked: {about: Asked., " + specification + "}\n  other: {about: O, algorithm: creative}\n")
                .getBytes(UTF_8));
    }

    static Judgement judgement(Judge judge, String action) {
        try {
            return judge.judge(charter("algorithm: analytical")
                    .caseOf(Action.parse(action.getBytes(UTF_8)), "all", "runner", "agent"));
        } catch (io.tetrarch.json.JsonRejected | io.tetrarch.reading.yaml.PolicyRejected e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    static TestService of(Behaviour behaviour) {
        try {
            return new TestService(behaviour);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
