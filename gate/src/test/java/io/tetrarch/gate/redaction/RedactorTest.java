package io.tetrarch.gate.redaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tetrarch.json.JsonLimits;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonParser;
import io.tetrarch.json.JsonRejected;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactorTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "curl -H 'Authorization: Bearer SECRETSECRET1234' https://x",
                "curl -H 'Authorization: Token SECRETSECRET1234' https://x",
                "curl -H \"authorization: SECRETSECRET1234\" https://x",
                "curl -H 'Proxy-Authorization: Basic SECRETSECRET1234' https://x",
                "curl -H 'X-Api-Key: SECRETSECRET1234' https://x",
                "curl -H PRIVATE-TOKEN:SECRETSECRET1234 https://x",
                "curl -H 'X-Auth-Token: SECRETSECRET1234' https://x",
                "curl -H 'Cookie: theme=dark; session=SECRETSECRET1234' https://x",
                "curl -s -u app:SECRETSECRET1234 https://x",
                "mysql --password=SECRETSECRET1234 -e 'select 1'",
                "mysql --password SECRETSECRET1234",
                "export AWS_SECRET_ACCESS_KEY=SECRETSECRET1234",
                "DB_PASSWORD='SECRETSECRET1234' ./run",
                "psql postgres://app:SECRETSECRET1234@db/x",
                "{\"api_key\": \"SECRETSECRET1234\"}",
                "https://x/?token=SECRETSECRET1234&a=b",
            })
    void aSecretInAText(String text) {
        assertThat(Redactor.standard().mask(text)).contains(Redactor.MASK).doesNotContain("SECRETSECRET1234");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AKIAABCDEFGHIJKLMNOP",
                "ghp_abcdefghijklmnopqrstuvwxyz012345",
                "glpat-abcdefghijklmnopqrst",
                "xoxb-1234567890-abcdef",
                "sk-proj-abcdefghijklmnopqrstuv",
                "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl",
            })
    void aTokenByItsLooks(String token) {
        assertThat(Redactor.standard().mask("use " + token + " now")).isEqualTo("use " + Redactor.MASK + " now");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "docker run -u 1000:1000 image",
                "git log --oneline --author=me",
                "ls -la src/token/Tokenizer.java",
                "SELECT count(*) FROM sessions WHERE id = 7",
                "https://example.org:8443/path?page=2",
                "echo password",
                "",
            })
    void whatIsNoSecretStaysAsItIs(String text) {
        assertThat(Redactor.standard().mask(text)).isEqualTo(text);
    }

    @Test
    void aKeyBlockIsMaskedWhole() {
        String key = "-----BEGIN RSA PRIVATE KEY-----\nAAAA\nBBBB\n-----END RSA PRIVATE KEY-----";
        assertThat(Redactor.standard().mask("x " + key + " y")).isEqualTo("x " + Redactor.MASK + " y");
        assertThat(Redactor.standard().mask("x -----BEGIN PRIVATE KEY-----\nAAAA"))
                .isEqualTo("x " + Redactor.MASK);
    }

    @ParameterizedTest
    @CsvSource({"password", "Password", "API-Key", "apiKey", "client_secret", "Authorization"})
    void aParameterByItsNameWhateverItHolds(String name) throws JsonRejected {
        JsonObject action = parse("{\"tool\":\"t\",\"arguments\":{\"" + name + "\":{\"a\":[1,2]},\"other\":\"x\"}}");
        assertThat(Redactor.standard().mask(action).toJson())
                .isEqualTo(
                        "{\"tool\":\"t\",\"arguments\":{\"" + name + "\":\"" + Redactor.MASK + "\",\"other\":\"x\"}}");
        assertThat(Redactor.standard().masked(action)).containsExactly("arguments." + name);
    }

    @Test
    void aCharterAddsNamesAndPatterns() throws JsonRejected {
        Redactor redactor = Redactor.of(new Redaction(List.of("IBAN"), List.of("ACME-([0-9]{4})")));
        JsonObject action = parse("{\"iban\":\"DE1\",\"note\":[\"ACME-1234\",\"token=abcdef\"]}");
        assertThat(redactor.mask(action).toJson())
                .isEqualTo("{\"iban\":\"[redacted]\",\"note\":[\"ACME-[redacted]\",\"token=[redacted]\"]}");
        assertThat(redactor.masked(action)).containsExactly("iban", "note[0]", "note[1]");
    }

    @Test
    void aTextOfAMillionCharactersTakesNoLongerThanItsLength() {
        String text = "password=".repeat(120_000);
        assertThat(Redactor.standard().mask(text)).contains(Redactor.MASK);
    }

    private static JsonObject parse(String json) throws JsonRejected {
        return JsonParser.parseObject(json.getBytes(UTF_8), JsonLimits.ACTION);
    }
}
