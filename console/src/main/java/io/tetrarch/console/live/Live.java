package io.tetrarch.console.live;

import io.tetrarch.json.JsonObject;

/** Something that happened. Small, since many are kept: what is large is looked up when it is told. */
public interface Live {
    /** The name of the event, as streams give it. */
    String name();

    /** What is told of it. */
    JsonObject data();
}
