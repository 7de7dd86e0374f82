package io.tetrarch.bench.torture;

/**
 * How the way from one process to another is.
 *
 * @param forth whether what is sent comes through; what does not is held, as by a network that loses packets
 * @param back whether answers on the same connection do
 * @param delayMillis that each piece takes longer
 */
public record LinkState(boolean forth, boolean back, long delayMillis) {
    public static final LinkState GOOD = new LinkState(true, true, 0);
    public static final LinkState CUT = new LinkState(false, false, 0);
    public static final LinkState ONE_WAY = new LinkState(false, true, 0);

    public static LinkState delayed(long millis) {
        return new LinkState(true, true, millis);
    }
}
