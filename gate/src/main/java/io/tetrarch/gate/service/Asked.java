package io.tetrarch.gate.service;

import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a client asked, as far as it was decided: by number, and by the not-before that the client signed. Those that
 * begin latest are kept, which is all that a quota can ever count. Immutable.
 *
 * @param latest at most {@link #MOST}, ascending
 */
public record Asked(List<Request> latest) {
    /** Requests kept per client; no quota allows more in one window. */
    public static final int MOST = (int) Bounds.QUOTA_DECISIONS.most();

    /** The reason of a verdict by which a quota stops a request. */
    public static final String STOPPED = "quota-exceeded";

    /** Nothing yet. */
    public static final Asked NOTHING = new Asked(List.of());

    /** What its encoding takes at most, in bytes. */
    static final int MOST_BYTES = 4 + MOST * Request.BYTES;

    /** A request by what counts of it. */
    public record Request(long beginMillis, long number) implements Comparable<Request> {
        static final int BYTES = 8 + 8;

        @Override
        public int compareTo(Request other) {
            return beginMillis == other.beginMillis
                    ? Long.compare(number, other.number)
                    : Long.compare(beginMillis, other.beginMillis);
        }
    }

    public Asked {
        latest = List.copyOf(latest);
        if (latest.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " requests are kept, not " + latest.size());
        }
    }

    /** Those that begin after this moment. */
    public List<Request> since(long millis) {
        int from = -Collections.binarySearch(latest, new Request(millis, Long.MAX_VALUE)) - 1;
        return from < 0 ? List.of() : latest.subList(from, latest.size());
    }

    /** With one request more, the first to begin forgotten where there are too many. */
    Asked with(io.tetrarch.pbft.message.Request request) {
        Request more =
                new Request(request.validity().notBeforeMillis(), request.id().number());
        int at = -Collections.binarySearch(latest, more) - 1;
        if (at < 0) {
            return this;
        }
        List<Request> all = new ArrayList<>(latest);
        all.add(at, more);
        return new Asked(all.subList(Math.max(0, all.size() - MOST), all.size()));
    }

    void encode(Encoder to) {
        to.list(latest, (encoder, each) -> encoder.u64(each.beginMillis()).u64(each.number()));
    }

    static Asked decode(CanonicalReader from) {
        List<Request> latest = from.list(Request.BYTES, reader -> new Request(reader.u64(), reader.u64()));
        for (int i = 1; i < latest.size(); i++) {
            if (latest.get(i - 1).compareTo(latest.get(i)) >= 0) {
                throw new IllegalArgumentException("what was asked must be in order, each once");
            }
        }
        return new Asked(latest);
    }
}
