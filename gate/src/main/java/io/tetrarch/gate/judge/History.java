package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * What a client was last allowed to do, oldest first: the memory against which a judge tells the familiar from the new.
 * Only approved actions enter it, so that nobody makes a thing familiar by asking for it. Immutable.
 */
public record History(List<Deed> recent) {

    /** Actions remembered per client. */
    public static final int MOST = 64;

    /** The most bytes that {@link #encode} writes. */
    public static final int MOST_BYTES = 4 + MOST * (4 + Features.MOST * (4 + Features.LONGEST));

    public static final History EMPTY = new History(List.of());

    /** @throws IllegalArgumentException if there are more than may be kept */
    public History {
        recent = List.copyOf(recent);
        if (recent.size() > MOST) {
            throw new IllegalArgumentException("at most " + MOST + " actions are remembered, not " + recent.size());
        }
    }

    /** With one action more, the oldest forgotten where there are too many. */
    public History with(Features features) {
        return with(Deed.of(features));
    }

    private History with(Deed deed) {
        List<Deed> more = new ArrayList<>(MOST + 1);
        more.addAll(recent);
        more.add(deed);
        return new History(more.subList(Math.max(0, more.size() - MOST), more.size()));
    }

    /** With the entry's action, if it was approved. */
    public History after(DecisionEntry entry) {
        return entry.outcome() == Outcome.APPROVED
                ? with(Deed.of(entry.request().action()))
                : this;
    }

    public void encode(Encoder to) {
        to.list(
                recent,
                (encoder, deed) ->
                        encoder.list(List.copyOf(deed.features().names()), (inner, name) -> inner.string(name)));
    }

    /** @throws IllegalArgumentException unless the bytes are what {@link #encode} writes */
    public static History decode(CanonicalReader from) {
        return new History(from.list(4, features -> {
            List<String> names = features.list(4, CanonicalReader::string);
            TreeSet<String> sorted = new TreeSet<>(names);
            if (!List.copyOf(sorted).equals(names)) {
                throw new IllegalArgumentException("features must be in order, each once");
            }
            return Deed.of(new Features(sorted));
        }));
    }

    /** How many of the actions remembered have this feature. */
    public int count(String feature) {
        int count = 0;
        for (Deed deed : recent) {
            if (deed.features().names().contains(feature)) {
                count++;
            }
        }
        return count;
    }
}
