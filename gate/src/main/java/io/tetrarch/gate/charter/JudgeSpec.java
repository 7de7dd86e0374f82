package io.tetrarch.gate.charter;

import io.tetrarch.gate.judge.Algorithm;
import io.tetrarch.gate.judge.Policy;
import io.tetrarch.pbft.message.Digest;
import java.net.URI;
import java.util.Optional;

/** What a charter says of one judge: its name, what it is for, and of which kind it is. */
public sealed interface JudgeSpec {

    /** The judge sits at the replica of this name. */
    String name();

    /** One sentence on what this judge looks at. */
    String about();

    /** As it stands in the charter: the key that says of which kind the judge is. */
    Kind kind();

    /**
     * What the judge has in common with others that are likely to make the same mistakes. Judges of one lineage count as
     * correlated.
     */
    String lineage();

    /** The kinds of judge. */
    enum Kind {
        POLICY,
        ALGORITHM,
        MODEL,
        HTTP,
        PERSON,
        JAVA;

        /** The key in the charter. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** CEL rules that stand in the charter itself. */
    record Rules(Policy policy) implements JudgeSpec {
        @Override
        public String name() {
            return policy.name();
        }

        @Override
        public String about() {
            return policy.about();
        }

        @Override
        public Kind kind() {
            return Kind.POLICY;
        }

        @Override
        public String lineage() {
            return "policy";
        }
    }

    /** One of the algorithms that come with the gate. */
    record Algorithmic(String name, String about, Algorithm algorithm) implements JudgeSpec {
        @Override
        public Kind kind() {
            return Kind.ALGORITHM;
        }

        @Override
        public String lineage() {
            return "algorithm " + algorithm.word();
        }
    }

    /**
     * A language model.
     *
     * @param service where it is asked
     * @param model its name there
     * @param family models of one family share data and mistakes
     * @param instructions what the charter tells the model besides the gate's own prompt; may be empty
     */
    record LanguageModel(
            String name, String about, ModelService service, String model, String family, String instructions)
            implements JudgeSpec {
        @Override
        public Kind kind() {
            return Kind.MODEL;
        }

        @Override
        public String lineage() {
            return "model family " + family;
        }
    }

    /**
     * Where a language model is asked.
     *
     * @param api how it is spoken to
     * @param endpoint base address, such as {@code https://host/v1}
     * @param manner how its answers are asked for
     */
    record ModelService(ModelApi api, URI endpoint, Credential credential, long timeoutMillis, Manner manner) {}

    /**
     * How a model's answers are asked for.
     *
     * @param temperature whether 0 is asked for; some models refuse any
     */
    record Manner(ModelOutput output, boolean temperature) {
        /** As charters mean it that say nothing of it. */
        public static final Manner USUAL = new Manner(ModelOutput.SCHEMA, true);
    }

    /** By what a service is asked to hold its model to the form of the answer; it is checked here in any case. */
    enum ModelOutput {
        /** A JSON schema: {@code response_format} of type {@code json_schema}, in Ollama {@code format}. */
        SCHEMA,
        /** A function that the model must call, whose parameters are the answer's. */
        TOOL,
        /** Any JSON object: {@code response_format} of type {@code json_object}, in Ollama {@code format: json}. */
        OBJECT,
        /** Nothing but the words of the question. */
        TEXT;

        /** As it stands in charters. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** The interfaces of language models that are spoken. */
    enum ModelApi {
        /** Chat completions as OpenAI defined them, which most services and local servers offer. */
        OPENAI,
        OLLAMA;

        /** As it stands in charters. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /**
     * Any service that answers over HTTP.
     *
     * @param authority the certificates (PEM) that the service's own must come from; empty means those of the JDK
     */
    record HttpService(
            String name, String about, URI url, HttpStyle style, Transport transport, Optional<String> authority)
            implements JudgeSpec {
        @Override
        public Kind kind() {
            return Kind.HTTP;
        }

        @Override
        public String lineage() {
            return "http " + url.getHost();
        }
    }

    /** How an HTTP service is asked. */
    record Transport(Credential credential, long timeoutMillis) {}

    /** What an HTTP service is asked and answers. */
    enum HttpStyle {
        /** The case as it is; the answer is the judgement. */
        PLAIN,
        /** As Open Policy Agent's data API: the case under {@code input}, the judgement under {@code result}. */
        OPA;

        /** As it stands in charters. */
        public String word() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Where a service's key is found. Never the key itself: a charter is read by many and hashed for good. */
    sealed interface Credential {
        /** The service asks for none. */
        record None() implements Credential {}

        /** In an environment variable of the replica's process. */
        record Environment(String variable) implements Credential {}

        /** In a file on the replica's host, which holds the key and nothing else. */
        record KeyFile(String path) implements Credential {}
    }

    /**
     * A person, who answers on a paired device.
     *
     * @param device the name under which the device was paired
     */
    record Person(String name, String about, String device) implements JudgeSpec {
        @Override
        public Kind kind() {
            return Kind.PERSON;
        }

        @Override
        public String lineage() {
            return "person " + device;
        }
    }

    /**
     * A judge of the integrator's own, in Java.
     *
     * @param registered the name under which whoever runs the replicas registers what makes it
     * @param digest SHA3-256 of all that its answers depend on besides the case, as the integrator declares it
     */
    record Registered(String name, String about, String registered, Digest digest) implements JudgeSpec {
        @Override
        public Kind kind() {
            return Kind.JAVA;
        }

        @Override
        public String lineage() {
            return "java " + registered;
        }
    }
}
