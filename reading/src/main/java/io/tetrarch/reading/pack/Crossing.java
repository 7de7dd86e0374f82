package io.tetrarch.reading.pack;

/** Two effects that mean more together, when the output of the one becomes the input of the other. */
public record Crossing(Effect from, Effect to, Meaning meaning) {}
