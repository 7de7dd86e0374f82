package io.tetrarch.console.ledger;

import io.tetrarch.gate.device.DeviceAnswer;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.DecisionEntry;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Entry;
import io.tetrarch.pbft.message.EvidenceEntry;
import io.tetrarch.pbft.message.Outcome;
import io.tetrarch.pbft.message.Request;
import io.tetrarch.pbft.message.Verdict;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What people answered, as far as it counted: the latest verdicts on the ledger that carry a device's answer; and where the
 * latest requests were decided. For one thread at a time.
 */
public final class PeopleHistory {
    private static final int KEPT = 50;
    private static final int PLACES = 8_192;

    /** As {@code PersonJudge} writes it. */
    private static final Pattern ANSWER =
            Pattern.compile("(?:Approved|Denied) by a person on (\\S+) \\(device-answer at ([0-9]{1,18}), signature"
                    + " ([0-9a-f]{128})\\)\\.");

    private final Deque<Answered> latest = new ArrayDeque<>();
    private final LinkedHashMap<Digest, Place> places = new LinkedHashMap<>();

    /** Where a request was decided, and how. */
    public record Place(long index, Outcome outcome) {}

    /**
     * An answer that stands on the ledger.
     *
     * @param replica whose judge asked
     */
    public record Answered(Place place, int replica, Request request, DeviceAnswer answer, Bytes signature) {
        /** From when it was asked to when the device says that it answered. */
        public long tookMillis() {
            return answer.answeredMillis() - request.validity().notBeforeMillis();
        }
    }

    PeopleHistory() {}

    void add(long index, Entry entry) {
        switch (entry) {
            case DecisionEntry decision -> add(new Place(index, decision.outcome()), decision);
            case EvidenceEntry evidence -> {}
        }
    }

    private void add(Place place, DecisionEntry decision) {
        places.put(decision.request().digest(), place);
        if (places.size() > PLACES) {
            places.pollFirstEntry();
        }
        for (var vote : decision.verdicts()) {
            answer(decision, vote.verdict()).ifPresent(found -> {
                latest.addFirst(new Answered(
                        place, vote.replica(), decision.request().request(), found.answer, found.signature));
                if (latest.size() > KEPT) {
                    latest.removeLast();
                }
            });
        }
    }

    private record Found(DeviceAnswer answer, Bytes signature) {}

    private static Optional<Found> answer(DecisionEntry decision, Verdict verdict) {
        Matcher words = ANSWER.matcher(verdict.explanation());
        if (verdict.answer() == Answer.ABSTAIN || !words.matches()) {
            return Optional.empty();
        }
        Request request = decision.request().request();
        DeviceAnswer answer = new DeviceAnswer(
                request.domain(),
                words.group(1),
                request.digest(),
                request.actionHash(),
                verdict.answer(),
                Long.parseLong(words.group(2)));
        return Optional.of(new Found(answer, Bytes.wrap(HexFormat.of().parseHex(words.group(3)))));
    }

    List<Answered> latest() {
        return List.copyOf(latest);
    }

    Optional<Place> place(Digest request) {
        return Optional.ofNullable(places.get(request));
    }
}
