package io.tetrarch.pbft.message;

import java.util.Optional;

/**
 * For whom a client asks, by its word: the client signs it with the request, and nobody else vouches for it. Each text has
 * 1 to {@value #LONGEST} characters, none of them a control character.
 *
 * @param name who acts, such as an agent or a user
 * @param onBehalfOf for whom they act
 * @param session in which
 */
public record Principal(String name, Optional<String> onBehalfOf, Optional<String> session) {
    /** Characters of each of its texts. */
    public static final int LONGEST = 128;

    /** @throws IllegalArgumentException in one line, if a text is empty, too long, or holds what no name holds */
    public Principal {
        check(name, "principal");
        onBehalfOf.ifPresent(text -> check(text, "on whose behalf"));
        session.ifPresent(text -> check(text, "session"));
    }

    /** Who acts for itself, in no session. */
    public static Principal of(String name) {
        return new Principal(name, Optional.empty(), Optional.empty());
    }

    /** Whether it may stand as one of its texts. */
    public static boolean isText(String text) {
        return !text.isEmpty() && text.length() <= LONGEST && text.codePoints().noneMatch(Principal::isNone);
    }

    private static void check(String text, String what) {
        if (!isText(text)) {
            throw new IllegalArgumentException(
                    what + ": expected 1 to " + LONGEST + " characters, none of them a control character");
        }
    }

    /** Half a character has no bytes of its own, so two texts would share an encoding. */
    private static boolean isNone(int character) {
        return Character.isISOControl(character)
                || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE);
    }

    /** By whom a client's requests are counted: whoever acts, for whom; a new session makes nobody another. */
    public Digest of(Digest client) {
        return new Encoder()
                .string("principal")
                .digest(client)
                .string(name)
                .optional(onBehalfOf, Encoder::string)
                .sha3();
    }

    void encode(Encoder to) {
        to.string(name).optional(onBehalfOf, Encoder::string).optional(session, Encoder::string);
    }

    /** In one line: the name, for whom, and in which session. */
    @Override
    public String toString() {
        return name
                + onBehalfOf.map(text -> " for " + text).orElse("")
                + session.map(text -> " in " + text).orElse("");
    }
}
