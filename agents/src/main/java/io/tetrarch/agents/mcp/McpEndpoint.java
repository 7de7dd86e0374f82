package io.tetrarch.agents.mcp;

import io.tetrarch.json.JsonRejected;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One server, as it is offered by Streamable HTTP. For any number of threads. */
final class McpEndpoint implements AutoCloseable {
    private static final String SESSION = "Mcp-Session-Id";
    private static final String VERSION = "MCP-Protocol-Version";

    private final McpSessions sessions;
    private final McpLoans loans;

    McpEndpoint(McpServer server, Downstream.Opener opener) {
        this.sessions = new McpSessions(server, opener);
        this.loans = new McpLoans(server, opener);
    }

    void post(HttpTurn turn) throws IOException, InterruptedException {
        if (!accepts(turn)) {
            return;
        }
        byte @Nullable [] body = turn.body();
        if (body == null) {
            turn.refuse(413, RpcError.INVALID_REQUEST, "the message is too long");
            return;
        }
        byte[] message;
        Envelope envelope;
        try {
            message = OneLine.of(body);
            RawJson read = RawJson.of(message);
            if (!read.isObject()) {
                turn.refuse(400, RpcError.INVALID_REQUEST, "expected one message");
                return;
            }
            envelope = Envelope.of(read);
        } catch (JsonRejected e) {
            turn.refuse(400, RpcError.PARSE, e.problem());
            return;
        }
        if (envelope.isStateless()) {
            stateless(turn, message, envelope);
        } else {
            inSession(turn, message, envelope);
        }
    }

    private static boolean accepts(HttpTurn turn) throws IOException {
        @Nullable String type = turn.header("Content-Type");
        @Nullable String accept = turn.header("Accept");
        if (type == null || !type.matches("(?i)application/json *(;.*)?")) {
            turn.refuse(415, RpcError.INVALID_REQUEST, "Content-Type: expected application/json");
            return false;
        }
        if (accept == null
                || !accept.contains("*/*")
                        && !(accept.contains("application/json") && accept.contains("text/event-stream"))) {
            turn.refuse(406, RpcError.INVALID_REQUEST, "Accept: expected application/json and text/event-stream");
            return false;
        }
        return true;
    }

    /** From 2026-07-28 on: the headers say what the message says, or it is refused. */
    private void stateless(HttpTurn turn, byte[] message, Envelope envelope) throws IOException, InterruptedException {
        Optional<String> flaw = flaw(turn, VERSION, envelope.version())
                .or(() -> flaw(turn, "Mcp-Method", envelope.method()))
                .or(() -> flaw(turn, "Mcp-Name", envelope.subject()));
        if (flaw.isPresent()) {
            turn.json(400, RpcError.of(envelope.id().orElse("null"), RpcError.OTHER_HEADER, flaw.get()));
            return;
        }
        try (McpLoans.Loan loan = loans.lend()) {
            if (!envelope.isRequest()) {
                loan.connection().tell(message, envelope);
                loan.giveBack();
                turn.empty(202);
                return;
            }
            Waiter waiter = loan.connection().ask(message, envelope).orElseThrow();
            turn.follow(waiter, true); // a client that goes away gives its request up, so its connection is not kept
            loan.giveBack();
        } catch (McpBusyException e) {
            turn.refuse(503, RpcError.INTERNAL, e.getMessage());
        }
    }

    private static Optional<String> flaw(HttpTurn turn, String name, Optional<String> said) {
        @Nullable String header = turn.header(name);
        if (said.isEmpty() && !turn.hasHeader(name)) {
            return Optional.empty();
        }
        return header != null && HeaderText.read(header).equals(said)
                ? Optional.empty()
                : Optional.of(name + ": expected what the message says");
    }

    private void inSession(HttpTurn turn, byte[] message, Envelope envelope) throws IOException, InterruptedException {
        McpConnection connection;
        if (envelope.isInitialize() && envelope.isRequest()) {
            try {
                McpSessions.Opened opened = sessions.open();
                turn.put(SESSION, opened.id());
                connection = opened.connection();
            } catch (McpBusyException e) {
                turn.refuse(503, RpcError.INTERNAL, e.getMessage());
                return;
            }
        } else {
            Optional<McpConnection> found = session(turn);
            if (found.isEmpty()) {
                return;
            }
            connection = found.get();
        }
        if (!envelope.isRequest()) {
            connection.tell(message, envelope);
            turn.empty(202);
            return;
        }
        Optional<Waiter> waiter = connection.ask(message, envelope);
        if (waiter.isEmpty()) {
            turn.refuse(400, RpcError.INVALID_REQUEST, "a request of this id is open");
            return;
        }
        try {
            turn.follow(waiter.get(), true);
        } finally {
            connection.forget(envelope.id().orElseThrow(), waiter.get());
        }
    }

    /** The session that a request names; it is answered here if there is none. */
    private Optional<McpConnection> session(HttpTurn turn) throws IOException {
        @Nullable String id = turn.header(SESSION);
        if (id == null) {
            turn.refuse(400, RpcError.INVALID_REQUEST, SESSION + ": expected the session that initialize began");
            return Optional.empty();
        }
        Optional<McpConnection> found = sessions.find(id);
        if (found.isEmpty()) {
            turn.refuse(404, RpcError.INVALID_REQUEST, "there is no such session any more");
        }
        return found;
    }

    /** The stream of what the server says by itself. */
    void get(HttpTurn turn) throws IOException, InterruptedException {
        if (!turn.hasHeader(SESSION)) {
            turn.put("Allow", "POST");
            turn.empty(405);
            return;
        }
        Optional<McpConnection> found = session(turn);
        if (found.isPresent()) {
            Waiter waiter = found.get().listen();
            try {
                turn.follow(waiter, false);
            } finally {
                waiter.leave();
            }
        }
    }

    void delete(HttpTurn turn) throws IOException {
        @Nullable String id = turn.header(SESSION);
        turn.empty(id != null && sessions.end(id) ? 204 : 404);
    }

    @Override
    public void close() {
        sessions.close();
        loans.close();
    }
}
