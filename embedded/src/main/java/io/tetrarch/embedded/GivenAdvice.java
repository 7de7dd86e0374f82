package io.tetrarch.embedded;

import io.tetrarch.client.JudgeReason.Advice;
import io.tetrarch.client.JudgeReason.Factor;
import io.tetrarch.gate.judge.Judgement;
import io.tetrarch.node.replica.Hearing;
import io.tetrarch.node.replica.RequestJudge;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.SignedRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * What the judges of this process said besides their verdicts, of the latest requests. It stands in no message of the
 * protocol, so it reaches whoever asks only where the replicas run beside him. For any thread.
 */
final class GivenAdvice {
    /** More than are open at once in practice; of those beyond nothing is told. */
    private static final int REQUESTS = 4_096;

    /** The oldest first. Guarded by this. */
    private final Map<Digest, Map<Integer, Advice>> byRequest = new LinkedHashMap<>();

    /** A judge of which what it says besides is kept. */
    RequestJudge heard(int replica, RequestJudge judge) {
        return request -> new Noted(replica, judge.open(request));
    }

    synchronized Advice of(Digest request, int replica) {
        return byRequest.getOrDefault(request, Map.of()).getOrDefault(replica, Advice.NONE);
    }

    private void note(Digest request, int replica, Judgement judgement) {
        if (judgement.factors().isEmpty() && judgement.alternative().isEmpty()) {
            return;
        }
        Advice advice = new Advice(
                judgement.factors().stream()
                        .map(factor -> new Factor(factor.name(), factor.weight()))
                        .toList(),
                judgement.alternative());
        synchronized (this) {
            byRequest.computeIfAbsent(request, any -> new TreeMap<>()).put(replica, advice);
            if (byRequest.size() > REQUESTS) {
                byRequest.remove(byRequest.keySet().iterator().next());
            }
        }
    }

    private final class Noted implements Hearing {
        private final int replica;
        private final Hearing hearing;

        Noted(int replica, Hearing hearing) {
            this.replica = replica;
            this.hearing = hearing;
        }

        private Ruling noted(Ruling ruling) {
            if (ruling != null && ruling.judgement() != null) {
                note(request().digest(), replica, ruling.judgement());
            }
            return ruling;
        }

        @Override
        public SignedRequest request() {
            return hearing.request();
        }

        @Override
        public String judgeId() {
            return hearing.judgeId();
        }

        @Override
        public long limitMillis() {
            return hearing.limitMillis();
        }

        @Override
        public Ruling judge() {
            return noted(hearing.judge());
        }

        @Override
        public Heard hear(Consumer<Ruling> later) {
            return switch (hearing.hear(ruling -> later.accept(noted(ruling)))) {
                case Heard.Answered answered -> new Heard.Answered(noted(answered.ruling()));
                case Heard.Waits waits -> waits;
            };
        }
    }
}
