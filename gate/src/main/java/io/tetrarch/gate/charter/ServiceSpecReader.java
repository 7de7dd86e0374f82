package io.tetrarch.gate.charter;

import io.tetrarch.proof.bound.Bounds;
import io.tetrarch.reading.yaml.PolicyRejected;
import io.tetrarch.reading.yaml.YamlCursor;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what a charter says of judges that are asked over a network. */
final class ServiceSpecReader {

    private static final long MODEL_MILLIS = 30_000;
    private static final long HTTP_MILLIS = 2_000;
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private ServiceSpecReader() {}

    static JudgeSpec.LanguageModel model(String name, String about, YamlCursor cursor) throws PolicyRejected {
        cursor.only(Set.of(
                "api", "endpoint", "name", "family", "key", "timeoutMillis", "instructions", "output", "temperature"));
        JudgeSpec.ModelApi api = switch (cursor.get("api").text()) {
            case "openai" -> JudgeSpec.ModelApi.OPENAI;
            case "ollama" -> JudgeSpec.ModelApi.OLLAMA;
            default -> throw cursor.get("api").rejected("expected openai or ollama");
        };
        JudgeSpec.ModelService service = new JudgeSpec.ModelService(
                api,
                address(cursor.get("endpoint")),
                credential(cursor.optional("key")),
                timeout(cursor.optional("timeoutMillis"), MODEL_MILLIS),
                new JudgeSpec.Manner(
                        output(cursor.optional("output"), api), temperature(cursor.optional("temperature"))));
        String model = cursor.get("name").nonEmpty();
        YamlCursor family = cursor.optional("family");
        YamlCursor instructions = cursor.optional("instructions");
        return new JudgeSpec.LanguageModel(
                name,
                about,
                service,
                model,
                family == null ? familyOf(model) : family.nonEmpty().toLowerCase(Locale.ROOT),
                instructions == null ? "" : instructions.text());
    }

    private static JudgeSpec.ModelOutput output(@Nullable YamlCursor cursor, JudgeSpec.ModelApi api)
            throws PolicyRejected {
        if (cursor == null) {
            return JudgeSpec.ModelOutput.SCHEMA;
        }
        for (JudgeSpec.ModelOutput output : JudgeSpec.ModelOutput.values()) {
            boolean forced = output == JudgeSpec.ModelOutput.TOOL;
            if (output.word().equals(cursor.text()) && (!forced || api == JudgeSpec.ModelApi.OPENAI)) {
                return output;
            }
        }
        throw cursor.rejected(
                api == JudgeSpec.ModelApi.OPENAI
                        ? "expected schema, tool, object or text"
                        : "expected schema, object or text: Ollama does not let a call be demanded");
    }

    private static boolean temperature(@Nullable YamlCursor cursor) throws PolicyRejected {
        if (cursor != null && !cursor.text().equals("none") && !cursor.text().equals("0")) {
            throw cursor.rejected("expected 0, or none where the model refuses any");
        }
        return cursor == null || cursor.text().equals("0");
    }

    static JudgeSpec.HttpService http(String name, String about, YamlCursor cursor) throws PolicyRejected {
        cursor.only(Set.of("url", "style", "key", "timeoutMillis", "authority"));
        YamlCursor style = cursor.get("style");
        YamlCursor authority = cursor.optional("authority");
        return new JudgeSpec.HttpService(
                name,
                about,
                address(cursor.get("url")),
                switch (style.text()) {
                    case "plain" -> JudgeSpec.HttpStyle.PLAIN;
                    case "opa" -> JudgeSpec.HttpStyle.OPA;
                    default -> throw style.rejected("expected plain or opa");
                },
                new JudgeSpec.Transport(
                        credential(cursor.optional("key")), timeout(cursor.optional("timeoutMillis"), HTTP_MILLIS)),
                authority == null ? Optional.empty() : Optional.of(authority.nonEmpty()));
    }

    /** The letters a model's name begins with, behind the name of whoever hosts it: {@code meta/llama3.1:8b} is llama. */
    private static String familyOf(String model) {
        String name = model.substring(model.lastIndexOf('/') + 1).toLowerCase(Locale.ROOT);
        int end = 0;
        while (end < name.length() && Character.isLetter(name.charAt(end))) {
            end++;
        }
        return end == 0 ? name : name.substring(0, end);
    }

    private static long timeout(@Nullable YamlCursor cursor, long otherwise) throws PolicyRejected {
        return cursor == null ? otherwise : cursor.integer(Bounds.SERVICE_MILLIS);
    }

    /** Over a network only with TLS: whoever can change an answer on its way is the judge. */
    private static URI address(YamlCursor cursor) throws PolicyRejected {
        String text = cursor.nonEmpty();
        try {
            URI uri = new URI(text);
            String host = uri.getHost() == null ? "" : uri.getHost();
            boolean safe = "https".equals(uri.getScheme())
                    || ("http".equals(uri.getScheme()) && LOOPBACK.contains(host.toLowerCase(Locale.ROOT)));
            if (!safe || host.isEmpty() || uri.getRawUserInfo() != null || uri.getRawFragment() != null) {
                throw cursor.rejected(
                        "expected an https address without user or fragment (http for this host alone), found "
                                + withoutUser(text));
            }
            return uri;
        } catch (URISyntaxException e) {
            throw cursor.rejected("expected an address such as https://host/path");
        }
    }

    /** A password that stands where it must not is not to stand in a message as well. */
    private static String withoutUser(String address) {
        return address.replaceAll("//[^/@]*@", "//***@");
    }

    private static JudgeSpec.Credential credential(@Nullable YamlCursor cursor) throws PolicyRejected {
        if (cursor == null) {
            return new JudgeSpec.Credential.None();
        }
        cursor.only(Set.of("env", "file"));
        YamlCursor variable = cursor.optional("env");
        YamlCursor file = cursor.optional("file");
        if ((variable == null) == (file == null)) {
            throw cursor.rejected("expected either env (the name of an environment variable) or file (a path)");
        }
        if (variable == null) {
            return new JudgeSpec.Credential.KeyFile(cursor.get("file").nonEmpty());
        }
        if (!variable.text().matches("[A-Za-z_][A-Za-z0-9_]*")) {
            throw variable.rejected(
                    "expected the name of an environment variable; the key itself never stands in a charter");
        }
        return new JudgeSpec.Credential.Environment(variable.text());
    }
}
