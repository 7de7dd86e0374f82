package io.tetrarch.judges.remote;

import io.tetrarch.gate.judge.Case;
import io.tetrarch.gate.redaction.Redactor;
import io.tetrarch.json.JsonObject;

/** A case as it leaves the process: with its secrets masked. */
final class CaseForm {

    private CaseForm() {}

    static JsonObject of(Case subject, Redactor redactor) {
        return JsonObject.builder()
                .put("action", redactor.mask(subject.action().json()))
                .put("category", subject.category())
                .put("tier", subject.terms().tier())
                .put("executor", subject.terms().executor())
                .put("client", subject.terms().client())
                .build();
    }
}
