package io.tetrarch.judges.remote;

import io.tetrarch.gate.charter.Charter;
import io.tetrarch.gate.charter.JudgeFactory;
import io.tetrarch.gate.charter.JudgeSpec;
import io.tetrarch.gate.judge.Judge;
import io.tetrarch.gate.redaction.Redactor;
import java.util.Optional;

/** Makes the judges of this module. Nothing is connected or loaded before a judge is first asked. */
public final class ServiceJudges implements JudgeFactory {

    @Override
    public Optional<Judge> judge(JudgeSpec spec, Charter charter) {
        return switch (spec) {
            case JudgeSpec.LanguageModel model ->
                Optional.of(new ModelJudge(model, charter.specDigest(spec), redactor(charter)));
            case JudgeSpec.HttpService service ->
                Optional.of(new HttpJudge(service, charter.specDigest(spec), redactor(charter)));
            case JudgeSpec.Rules rules -> Optional.empty();
            case JudgeSpec.Algorithmic algorithmic -> Optional.empty();
            case JudgeSpec.Person person -> Optional.empty();
            case JudgeSpec.Registered registered -> Optional.empty();
        };
    }

    private static Redactor redactor(Charter charter) {
        return Redactor.of(charter.conduct().redaction());
    }
}
