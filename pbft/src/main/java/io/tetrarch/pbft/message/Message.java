package io.tetrarch.pbft.message;

/** What one replica sends another. */
public sealed interface Message extends Statement
        permits Vote,
                Verdicts,
                Checkpoint,
                ViewChange,
                NewView,
                Status,
                Relay,
                Forward,
                Fetch,
                Body,
                Committed,
                Stable,
                Chunk,
                Accusation,
                Succession,
                Reminder {}
