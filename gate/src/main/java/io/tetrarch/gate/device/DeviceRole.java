package io.tetrarch.gate.device;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a device is paired for. Either may answer for the judges that name it. */
public enum DeviceRole {
    /** Answers for a person who judges. */
    PERSON(1),
    /** May also invite devices, and order drills. */
    OPERATOR(2);

    private final int code;

    DeviceRole(int code) {
        this.code = code;
    }

    /** In encodings. */
    public int code() {
        return code;
    }

    /** As it stands in actions. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of this word. */
    public static Optional<DeviceRole> named(String word) {
        return Arrays.stream(values()).filter(role -> role.word().equals(word)).findFirst();
    }
}
