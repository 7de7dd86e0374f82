package io.tetrarch.json;

/** A place in a text; see {@link JsonRejected} for how lines and columns count. */
public record TextPosition(int line, int column) {

    /** The place of a byte offset; a line ends with LF, CR LF or a lone CR. */
    static TextPosition of(byte[] utf8, int offset) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < offset; i++) {
            byte b = utf8[i];
            if (b == '\n' || b == '\r' && !(i + 1 < utf8.length && utf8[i + 1] == '\n')) {
                line++;
                column = 1;
            } else if ((b & 0xC0) != 0x80 && b != '\r') {
                column++;
            }
        }
        return new TextPosition(line, column);
    }
}
