package io.tetrarch.agents.mcp;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

/** A text as a header's value has it: as it is where a header can, else {@code =?base64?…?=} over its UTF-8. */
final class HeaderText {
    private static final String START = "=?base64?";
    private static final String END = "?=";

    private HeaderText() {}

    static String of(String text) {
        boolean plain = text.codePoints().allMatch(each -> each >= 0x20 && each < 0x7f)
                && text.equals(text.strip())
                && !text.startsWith(START);
        return plain ? text : START + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + END;
    }

    /** What a header's value says; empty if it is not well formed. */
    static Optional<String> read(String value) {
        if (!value.startsWith(START) || !value.endsWith(END)) {
            return Optional.of(value);
        }
        try {
            byte[] utf8 = Base64.getDecoder().decode(value.substring(START.length(), value.length() - END.length()));
            return Optional.of(new String(utf8, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
