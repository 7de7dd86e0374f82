package io.tetrarch.gate.judge;

import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.EntryShape;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A judge as it took its seat: its name and digest are asked for once, so that nothing it does later can leave a verdict,
 * or what is said on its behalf when it fails, without a judge that it is of.
 */
public final class SeatedJudge implements Judge {
    /** With a mark in front of it, it must still be a text of a verdict. */
    private static final int MOST_ID_BYTES = EntryShape.MOST_TEXT_BYTES / 2;

    private final Judge judge;
    private final String name;
    private final Digest policyDigest;
    private final String id;

    private SeatedJudge(Judge judge, String name, Digest policyDigest) {
        this.judge = judge;
        this.name = name;
        this.policyDigest = policyDigest;
        this.id = name + "@" + policyDigest;
    }

    /** @throws IllegalArgumentException in one line, if it is none, or does not say who it is */
    public static Judge of(@Nullable Judge judge, String replica) {
        String problem = "it, its name or its digest is null";
        try {
            String name = judge == null ? null : judge.name();
            Digest digest = judge == null ? null : judge.policyDigest();
            if (judge != null && name != null && digest != null) {
                SeatedJudge seated = new SeatedJudge(judge, name, digest);
                if (seated.id.getBytes(StandardCharsets.UTF_8).length <= MOST_ID_BYTES) {
                    return judge instanceof PatientJudge patient ? new Patient(seated, patient) : seated;
                }
                problem = "its name is too long";
            }
        } catch (RuntimeException | Error e) {
            problem = "it fails to say who it is: " + e.getClass().getName();
        }
        throw new IllegalArgumentException("replica " + replica + " gets no such judge: " + problem);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public Digest policyDigest() {
        return policyDigest;
    }

    @Override
    public Judgement judge(Case subject) {
        return judge.judge(subject);
    }

    @Override
    public String id() {
        return id;
    }

    /** One that waits without a thread goes on doing so. */
    private record Patient(SeatedJudge seated, PatientJudge judge) implements PatientJudge {
        @Override
        public String name() {
            return seated.name();
        }

        @Override
        public Digest policyDigest() {
            return seated.policyDigest();
        }

        @Override
        public String id() {
            return seated.id();
        }

        @Override
        public Judgement judge(Case subject) {
            return judge.judge(subject);
        }

        @Override
        public Runnable ask(Case subject, Consumer<Judgement> answer) {
            return judge.ask(subject, answer);
        }
    }
}
