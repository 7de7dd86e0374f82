package io.tetrarch.gate.service;

import io.tetrarch.gate.device.DeviceRole;
import io.tetrarch.json.JsonObject;
import io.tetrarch.json.JsonRejected;
import io.tetrarch.pbft.message.Bytes;
import java.util.List;
import java.util.Optional;

/**
 * The action that changes which keys stand for the devices of people and operators. The version is that of the device's
 * name before the change ({@link DeviceTable#version}).
 */
public sealed interface ChangeDevice {
    /** A name that no device has gets a key. */
    record Pair(String device, long version, NewKey key, DeviceRole role, String code, Invitation invitation)
            implements ChangeDevice {}

    /**
     * Another key takes the place of the device's.
     *
     * @param signature of the old key, over the very consent that the new one signed
     */
    record Replace(String device, long version, NewKey key, Bytes signature) implements ChangeDevice {}

    /**
     * The name stands for no key any more.
     *
     * @param signer who agrees: the device itself, or another. Without one the device is said to be lost, and the group's
     *     people decide
     */
    record Remove(String device, long version, Optional<Signer> signer) implements ChangeDevice {}

    /** What a file of an earlier build said of devices, taken over once, before any other change. */
    record Adopt(List<Kept> devices) implements ChangeDevice {
        public Adopt {
            devices = List.copyOf(devices);
        }
    }

    /**
     * A key that is to be a device's.
     *
     * @param raw Ed25519 public key
     * @param possession its own signature: over the pairing, or over the consent to replace another
     */
    record NewKey(Bytes raw, Bytes possession) {}

    /** A paired device that agrees, with its signature over the consent. */
    record Signer(String device, Bytes signature) {}

    /** @param pairedMillis Unix time, as the file had it */
    record Kept(String device, Bytes key, long pairedMillis) {}

    /** By what a device was invited. */
    sealed interface Invitation {
        /** The one-time secret on the server's terminal, as the server's own client says. */
        record Terminal() implements Invitation {}

        /** The program that the gate is part of, as its own client says. */
        record Host() implements Invitation {}

        /**
         * An operator's device.
         *
         * @param untilMillis Unix time at which the invitation dies
         * @param signature over the consent
         */
        record Operator(String operator, long untilMillis, Bytes signature) implements Invitation {}
    }

    /** The action, its kind first. */
    default JsonObject json() {
        return ChangeDeviceForm.of(this);
    }

    /**
     * Reads the action, strictly.
     *
     * @throws JsonRejected saying where what was expected
     */
    static ChangeDevice read(Bytes action) throws JsonRejected {
        return ChangeDeviceForm.read(action);
    }

    /** Whether the action says who agrees to it; else only the group's people can. */
    default boolean isSigned() {
        return switch (this) {
            case Pair pair -> true;
            case Replace replace -> true;
            case Remove remove -> remove.signer().isPresent();
            case Adopt adopt -> true;
        };
    }

    /** In words, for people. */
    default String told() {
        return switch (this) {
            case Pair pair ->
                pair.device() + " is paired as a device of the role "
                        + pair.role().word()
                        + switch (pair.invitation()) {
                            case Invitation.Terminal terminal ->
                                ", invited with the one-time secret of the server's terminal";
                            case Invitation.Host host -> ", invited by the program that the gate is part of";
                            case Invitation.Operator operator -> ", invited by " + operator.operator();
                        };
            case Replace replace -> replace.device() + " has another key, by the signature of its old one";
            case Remove remove ->
                remove.device() + " is removed, "
                        + remove.signer()
                                .map(signer -> signer.device().equals(remove.device())
                                        ? "by its own signature"
                                        : "as lost, by the signature of " + signer.device())
                                .orElse("as lost, by decision of the group's people");
            case Adopt adopt ->
                String.join(", ", adopt.devices().stream().map(Kept::device).toList())
                        + ": taken over from the file of an earlier build";
        };
    }
}
