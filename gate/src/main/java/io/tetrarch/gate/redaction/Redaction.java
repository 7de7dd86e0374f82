package io.tetrarch.gate.redaction;

import java.util.List;

/**
 * What is masked besides the {@linkplain #STANDARD standard} secrets.
 *
 * @param parameters names of parameters whose values are secret; case, '-', '_' and '.' do not matter
 * @param patterns RE2 expressions; of a match the first group is secret, or all of it if there is none
 */
public record Redaction(List<String> parameters, List<String> patterns) {

    /** What is masked under every charter. */
    public static final Redaction STANDARD = new Redaction(
            List.of(
                    "password",
                    "passwd",
                    "pwd",
                    "passphrase",
                    "secret",
                    "client_secret",
                    "token",
                    "access_token",
                    "refresh_token",
                    "id_token",
                    "auth_token",
                    "api_key",
                    "apikey",
                    "access_key",
                    "secret_key",
                    "secret_access_key",
                    "private_key",
                    "authorization",
                    "cookie",
                    "set_cookie",
                    "session_id",
                    "credential",
                    "credentials",
                    "connection_string"),
            List.of(
                    "-----BEGIN [A-Z ]*PRIVATE KEY-----[\\s\\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|\\z)",
                    "\\b(?:AKIA|ASIA)[0-9A-Z]{16}\\b",
                    "\\bgh[pousr]_[A-Za-z0-9]{20,}\\b",
                    "\\bgithub_pat_[A-Za-z0-9_]{20,}\\b",
                    "\\bglpat-[A-Za-z0-9_-]{16,}",
                    "\\bxox[abeoprs]-[A-Za-z0-9-]{10,}",
                    "\\bsk-[A-Za-z0-9_-]{16,}",
                    "\\bAIza[0-9A-Za-z_-]{35}",
                    "\\bnpm_[A-Za-z0-9]{30,}\\b",
                    "\\beyJ[A-Za-z0-9_-]{8,}\\.eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*",
                    "(?i)authorization[\"']?\\s*[=:]\\s*[\"']?(?:(?:bearer|basic|token|api-?key|digest|negotiate|bot)\\s+)?"
                        + "([^\\s\"']{3,})",
                    "(?i)\\b(?:set-)?cookie[\"']?:\\s*[\"']?([^\"'\\r\\n]{3,})",
                    "\\bcurl\\s[^\\r\\n|;&]*?(?:-u|--user)[= ]*[\"']?[^\\s\"':]*:([^\\s\"']+)",
                    "(?i)\\b(?:bearer|basic)\\s+([A-Za-z0-9._~+/=-]{8,})",
                    "://[^\\s/:@]*:([^\\s/@]+)@",
                    "(?i)(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|private[_-]?key)"
                            + "[A-Za-z0-9_-]*[\"']?\\s*[=:]\\s*[\"']?([^\\s\"'&;,]{3,})",
                    "(?i)--(?:password|passwd|passphrase|secret|token|api-key|access-key)[= ]+[\"']?([^\\s\"']+)"));

    public Redaction {
        parameters = List.copyOf(parameters);
        patterns = List.copyOf(patterns);
    }

    /** Nothing besides the standard. */
    public static Redaction none() {
        return new Redaction(List.of(), List.of());
    }
}
