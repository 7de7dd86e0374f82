package io.tetrarch.net.link;

/**
 * What waits to be sent to one member.
 *
 * @param dropped frames that went so far since more waited than may
 */
public record QueueLoad(int frames, long bytes, long dropped) {
    /** Nothing, to nobody. */
    public static final QueueLoad NONE = new QueueLoad(0, 0, 0);
}
