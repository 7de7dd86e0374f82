package io.tetrarch.console.live;

import io.tetrarch.json.JsonArray;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonValue;
import io.tetrarch.node.device.Approvals;
import io.tetrarch.pbft.message.Answer;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Evidence;
import io.tetrarch.pbft.message.MessageType;
import java.util.List;
import java.util.Locale;

/** The events that a cluster gives rise to. Replicas go by their names. */
final class Events {
    private Events() {}

    /** Where and when. */
    record Where(long atMillis, String replica) {
        JsonObject.Builder json() {
            return JsonObject.builder().put("at", atMillis).put("replica", replica);
        }
    }

    /** An answer to a request. */
    record Said(Digest request, Answer answer, String reasonCode) {
        JsonValue json() {
            return JsonObject.builder()
                    .put("request", request.toString())
                    .put("answer", answer.name())
                    .put("reasonCode", reasonCode)
                    .build();
        }
    }

    /** @param more how many were signed along with these and are not told */
    record VerdictsSent(Where where, List<Said> verdicts, int more) implements Live {
        @Override
        public String name() {
            return "verdicts";
        }

        @Override
        public JsonObject data() {
            return where.json()
                    .put(
                            "verdicts",
                            new JsonArray(verdicts.stream().map(Said::json).toList()))
                    .put("more", more)
                    .build();
        }
    }

    /** A pre-prepare, prepare or commit. */
    record VoteSent(Where where, MessageType type, long view, long sequence, Digest digest) implements Live {
        @Override
        public String name() {
            return "vote";
        }

        @Override
        public JsonObject data() {
            return where.json()
                    .put("phase", word(type))
                    .put("view", view)
                    .put("sequence", sequence)
                    .put("digest", digest.toString())
                    .build();
        }
    }

    /** A view change or new view. */
    record ViewMessageSent(Where where, MessageType type, long view) implements Live {
        @Override
        public String name() {
            return word(type);
        }

        @Override
        public JsonObject data() {
            return where.json().put("view", view).build();
        }
    }

    /** A replica is in another view. */
    record ViewEntered(Where where, long view, boolean active, String leader) implements Live {
        @Override
        public String name() {
            return "view";
        }

        @Override
        public JsonObject data() {
            return where.json()
                    .put("view", view)
                    .put("active", active)
                    .put("leader", leader)
                    .build();
        }
    }

    record Executed(Where where, long sequence, long ledgerSize) implements Live {
        @Override
        public String name() {
            return "executed";
        }

        @Override
        public JsonObject data() {
            return where.json()
                    .put("sequence", sequence)
                    .put("ledgerSize", ledgerSize)
                    .build();
        }
    }

    /** @param culprit who signed two things for one slot */
    record EvidenceFound(Where where, String culprit, Evidence.Slot slot) implements Live {
        @Override
        public String name() {
            return "evidence";
        }

        @Override
        public JsonObject data() {
            return where.json()
                    .put("culprit", culprit)
                    .put("type", word(slot.type()))
                    .put("view", slot.view())
                    .put("sequence", slot.sequence())
                    .build();
        }
    }

    record Halted(Where where, String cause) implements Live {
        @Override
        public String name() {
            return "halted";
        }

        @Override
        public JsonObject data() {
            return where.json().put("cause", cause).build();
        }
    }

    /** A replica that was halted in a drill is at work again. */
    record Started(Where where) implements Live {
        @Override
        public String name() {
            return "started";
        }

        @Override
        public JsonObject data() {
            return where.json().build();
        }
    }

    /** Something that waits for a person, and what became of it. */
    record ApprovalChanged(String id, String device, Approvals.Change change) implements Live {
        @Override
        public String name() {
            return "approval";
        }

        @Override
        public JsonObject data() {
            return JsonObject.builder()
                    .put("id", id)
                    .put("device", device)
                    .put("state", change.name())
                    .build();
        }
    }

    record DevicesChanged() implements Live {
        @Override
        public String name() {
            return "devices";
        }

        @Override
        public JsonObject data() {
            return JsonObject.builder().build();
        }
    }

    static String word(MessageType type) {
        return type.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
