package io.tetrarch.proof.rule;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonCursor;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.json.JsonValue;
import io.tetrarch.json.Range;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Encoder;
import io.tetrarch.pbft.message.Verdict;
import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.proof.ledger.CanonicalReader;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which judges a group accepts with a charter: a verdict of another one counts for nothing, however good its signature. It
 * holds a replica to the judge that it was given; one that lies about its judge is one of the f that may be faulty.
 *
 * @param seats by the index of their replica, the digests of the judges accepted there, each of 64 lower-case hex digits;
 *     several while replicas go over to another build; no seats at all where nothing is pinned
 * @param builtIn ids of the checks that speak in place of any judge
 */
public record JudgePins(List<SortedSet<String>> seats, SortedSet<String> builtIn) {
    /** Groups of builds before there were pins: every judge is accepted. */
    public static final JudgePins NONE = new JudgePins(List.of(), new TreeSet<>());

    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern CHECK = Pattern.compile("built-in/[a-z0-9-]{1,55}");

    public JudgePins {
        seats = seats.stream().map(JudgePins::copy).toList();
        builtIn = copy(builtIn);
    }

    private static SortedSet<String> copy(SortedSet<String> texts) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(texts));
    }

    /** Whether there are any; else all judges are accepted. */
    public boolean isPinned() {
        return !seats.isEmpty();
    }

    /**
     * Whether a verdict with this judge counts.
     *
     * @param replica its index
     * @param judge as the verdict says it: NAME@DIGEST, or the id of a check, with or without the mark of shadow mode
     */
    public boolean accepts(int replica, String judge) {
        if (!isPinned()) {
            return true;
        }
        String id = unmarked(judge);
        return replica < seats.size() && seats.get(replica).stream().anyMatch(digest -> isOf(id, digest))
                || builtIn.contains(id);
    }

    /** Whether the id ends with the digest, after its name or alone. */
    private static boolean isOf(String id, String digest) {
        int from = id.length() - digest.length();
        return id.endsWith(digest) && (from == 0 || id.charAt(from - 1) == '@');
    }

    /** The judge's name in a verdict, without the digest of what it goes by; the id of a check as it is. */
    public static String nameOf(String judge) {
        String id = unmarked(judge);
        int digest = id.lastIndexOf('@');
        return digest < 0 ? id : id.substring(0, digest);
    }

    private static String unmarked(String judge) {
        return judge.startsWith(ShadowRule.MARK) ? judge.substring(ShadowRule.MARK.length()) : judge;
    }

    /** {@link #accepts(int, String)} of a verdict's judge. */
    public boolean accepts(int replica, Verdict verdict) {
        return accepts(replica, verdict.judge());
    }

    /** Whether these accept nothing that the others do not. */
    public boolean isWithin(JudgePins others) {
        if (!others.isPinned()) {
            return true;
        }
        if (seats.size() != others.seats.size() || !others.builtIn.containsAll(builtIn)) {
            return false;
        }
        for (int seat = 0; seat < seats.size(); seat++) {
            if (!others.seats.get(seat).containsAll(seats.get(seat))) {
                return false;
            }
        }
        return true;
    }

    /**
     * What either accepts; the same if the others pin nothing.
     *
     * @throws IllegalArgumentException in one line, if they are of groups of different size
     */
    public JudgePins and(JudgePins others) {
        if (!others.isPinned()) {
            return this;
        }
        others.checkedFor(seats.size());
        List<SortedSet<String>> both = new ArrayList<>();
        for (int seat = 0; seat < seats.size(); seat++) {
            SortedSet<String> all = new TreeSet<>(seats.get(seat));
            all.addAll(others.seats.get(seat));
            both.add(all);
        }
        SortedSet<String> checks = new TreeSet<>(builtIn);
        checks.addAll(others.builtIn);
        return new JudgePins(both, checks);
    }

    /** @throws IllegalArgumentException in one line, if they are not of a group of so many replicas */
    JudgePins checkedFor(int replicas) {
        if (isPinned() && seats.size() != replicas) {
            throw new IllegalArgumentException(
                    "judges: expected digests for each of the " + replicas + " replicas, found " + seats.size());
        }
        return this;
    }

    /** As it stands in a group file, and in the action that swaps a charter. */
    public JsonObject json() {
        return JsonObject.builder()
                .put(
                        "seats",
                        new JsonArray(seats.stream()
                                .<JsonValue>map(each -> JsonArray.ofStrings(List.copyOf(each)))
                                .toList()))
                .put("builtIn", JsonArray.ofStrings(List.copyOf(builtIn)))
                .build();
    }

    /**
     * Reads what {@link #json} says.
     *
     * @throws JsonRejected saying where what was expected
     */
    public static JudgePins read(JsonCursor at) throws JsonRejected {
        at.onlyMembers(new LinkedHashSet<>(List.of("seats", "builtIn")));
        List<SortedSet<String>> seats = new ArrayList<>();
        for (JsonCursor each : at.member("seats").elements()) {
            seats.add(texts(each, Bounds.JUDGE_DIGESTS, HEX, "digests of 64 lower-case hex digits"));
        }
        if (seats.isEmpty() || seats.size() > Bounds.REPLICAS.most()) {
            throw at.rejected("expected the digests of each replica's judges, or no such member");
        }
        return new JudgePins(
                seats, texts(at.member("builtIn"), Bounds.BUILT_IN_CHECKS, CHECK, "ids such as built-in/receipt"));
    }

    private static SortedSet<String> texts(JsonCursor at, Range many, Pattern form, String what) throws JsonRejected {
        TreeSet<String> texts = new TreeSet<>();
        List<JsonCursor> elements = at.elements();
        for (JsonCursor each : elements) {
            String text = each.string();
            if (!form.matcher(text).matches()
                    || !texts.isEmpty() && texts.last().compareTo(text) >= 0) {
                throw each.rejected("expected " + what + ", each once and in ascending order");
            }
            texts.add(text);
        }
        if (!many.holds(elements.size())) {
            throw at.rejected("expected " + many + " " + what + ", found " + elements.size());
        }
        return texts;
    }

    void encode(Encoder to) {
        to.list(
                        seats,
                        (encoder, seat) ->
                                encoder.list(List.copyOf(seat), (each, digest) -> each.digest(Digest.ofHex(digest))))
                .list(List.copyOf(builtIn), Encoder::string);
    }

    static JudgePins decode(CanonicalReader from) {
        return new JudgePins(
                from.list(
                        4,
                        seat -> new TreeSet<>(seat.list(
                                Digest.SIZE_BYTES, each -> each.digest().toString()))),
                new TreeSet<>(from.list(4, CanonicalReader::string)));
    }
}
