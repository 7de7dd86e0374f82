package io.tetrarch.gate.display;

/** Why a code point is spelled out instead of drawn. */
enum Reason {
    CONTROL("a control character"),
    LINE("a line break"),
    DIRECTION("turns the direction of text"),
    INVISIBLE("not to be seen"),
    SPACE("a space of another kind"),
    REPLACEMENT("stands for what is missing"),
    BRACKET("a bracket of an escape"),
    MARK("a mark out of place"),
    PRIVATE("has no agreed meaning"),
    SURROGATE("half a character"),
    UNASSIGNED("not a character of Unicode 16"),
    COMPOSED("looks the same written otherwise"),
    LOOKALIKE("looks like ");

    private final String words;

    Reason(String words) {
        this.words = words;
    }

    /** Which is said behind the code point, in parentheses. */
    String of(int codePoint) {
        return this == LOOKALIKE ? words + Characters.lookalike(codePoint) : words;
    }
}
