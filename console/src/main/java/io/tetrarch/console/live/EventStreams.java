package io.tetrarch.console.live;

import io.javalin.http.Context;
import io.tetrarch.console.access.Access;
import io.tetrarch.console.http.Problem;
import io.tetrarch.console.http.Problem.Kind;
import io.tetrarch.console.http.Route;
import io.tetrarch.json.JsonNumber;
import io.tetrarch.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The log of events as server-sent events, one thread to each stream. */
public final class EventStreams {
    private static final int AT_ONCE = 64;
    private static final long HEARTBEAT_MILLIS = 10_000;

    private final EventLog log;
    private final Access access;
    private final String instance;
    private final Semaphore streams;
    private final int most;

    /** @param instance names this run of the server: numbers of another run mean nothing in this one */
    public EventStreams(EventLog log, Access access, String instance, int most) {
        this.log = log;
        this.access = access;
        this.instance = instance;
        this.most = most;
        this.streams = new Semaphore(most);
    }

    public List<Route> routes() {
        return List.of(Route.get("/v1/events", this::stream));
    }

    /** How many are open. */
    public int open() {
        return most - streams.availablePermits();
    }

    private void stream(Context context) throws Problem, IOException, InterruptedException {
        Place place = place(context.header("Last-Event-ID"));
        if (!streams.tryAcquire()) {
            throw new Problem(Kind.UNAVAILABLE, most + " streams are open already").retryAfter(5);
        }
        try {
            context.disableCompression();
            HttpServletResponse response = context.res();
            response.setContentType("text/event-stream;charset=utf-8");
            response.setHeader("Cache-Control", "no-store");
            response.setHeader("X-Accel-Buffering", "no");
            new Stream(response.getOutputStream(), () -> access.isStillIn(context)).follow(place);
        } finally {
            streams.release();
        }
    }

    /**
     * Where a stream begins.
     *
     * @param number of the last event that the reader has
     * @param elsewhere whether the reader comes from another run of the server
     */
    private record Place(long number, boolean elsewhere) {}

    private Place place(@Nullable String lastId) throws Problem {
        if (lastId == null || lastId.isEmpty()) {
            return new Place(log.newest(), false);
        }
        int dash = lastId.lastIndexOf('-');
        if (dash < 0 || !lastId.substring(dash + 1).matches("[0-9]{1,18}")) {
            throw new Problem(Kind.BAD_REQUEST, "Last-Event-ID: expected an id that this stream gave");
        }
        long number = Long.parseLong(lastId.substring(dash + 1));
        boolean own = lastId.substring(0, dash).equals(instance) && number <= log.newest();
        return own ? new Place(number, false) : new Place(log.newest(), true);
    }

    /** One reader. */
    private final class Stream {
        private final OutputStream out;
        private final BooleanSupplier isStillIn;

        Stream(OutputStream out, BooleanSupplier isStillIn) {
            this.out = out;
            this.isStillIn = isStillIn;
        }

        void follow(Place start) throws IOException, InterruptedException {
            long place = start.number;
            EventLog.News news = log.after(place, AT_ONCE, 0);
            if (start.elsewhere || news.missed() > 0) {
                place = log.newest();
                write(place, "reset", missed(news.missed()));
            } else {
                write(
                        place,
                        "hello",
                        JsonObject.builder().put("instance", instance).build());
            }
            boolean ended = false;
            while (!ended) {
                out.flush();
                news = log.after(place, AT_ONCE, HEARTBEAT_MILLIS);
                if (!isStillIn.getAsBoolean()) {
                    return; // asked again, the reader is told that it has to sign in
                }
                if (news.missed() > 0) {
                    write(place, "dropped", missed(news.missed()));
                    ended = true;
                }
                for (EventLog.Numbered event : news.events()) {
                    write(event.number(), event.live().name(), event.live().data());
                    place = event.number();
                }
                if (news.events().isEmpty() && !ended) {
                    ended = news.closed();
                    out.write(
                            (ended ? "event: end\ndata: {}\n\n" : ": still here\n\n").getBytes(StandardCharsets.UTF_8));
                }
            }
            out.flush();
        }

        private void write(long number, String name, JsonObject data) throws IOException {
            String event = "id: " + instance + "-" + number + "\nevent: " + name + "\ndata: " + data.toJson() + "\n\n";
            out.write(event.getBytes(StandardCharsets.UTF_8));
        }

        private static JsonObject missed(long events) {
            return JsonObject.builder().put("missed", JsonNumber.of(events)).build();
        }
    }
}
