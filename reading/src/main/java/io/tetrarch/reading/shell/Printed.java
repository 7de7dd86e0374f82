package io.tetrarch.reading.shell;

/**
 * Output that is known before anything runs.
 *
 * @param decoded whether it had to be decoded, as by {@code base64 -d}
 */
record Printed(String text, boolean decoded) {

    static final Printed NOTHING = new Printed("", false);

    Printed and(Printed more) {
        return new Printed(text + more.text, decoded || more.decoded);
    }
}
