package io.tetrarch.node.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.tetrarch.crypto.ed25519.Ed25519Provider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.crypto.signature.SigningKey;
import io.tetrarch.gate.device.DevicePairing;
import io.tetrarch.node.device.DeviceBook.Invitation;
import io.tetrarch.node.device.DeviceRefused.Reason;
import io.tetrarch.pbft.message.Bytes;
import io.tetrarch.pbft.message.Digest;
import io.tetrarch.pbft.message.Hash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceBookTest {
    private static final SignatureScheme SCHEME = Ed25519Provider.BEST.load();
    private static final Digest GROUP = Hash.sha3(new byte[] {1});

    @TempDir
    Path folder;

    private long now = 1_000_000;

    @Test
    void aDeviceThatWasToldTheCodeIsPairedAndStaysSo() throws Exception {
        DeviceBook book = book();
        Invitation invitation = book.invite("phone");
        SigningKey key = key(1);

        pair(book, "phone", key, invitation.code());

        assertThat(book().devices())
                .containsExactly(
                        new PairedDevice("phone", Bytes.wrap(key.verifyingKey().raw()), now));
    }

    @Test
    void aCodeIsUsedOnce() throws Exception {
        DeviceBook book = book();
        Invitation invitation = book.invite("phone");
        pair(book, "phone", key(1), invitation.code());

        refused(Reason.CODE, () -> pair(book, "phone", key(2), invitation.code()));
    }

    @Test
    void guessingEndsTheInvitation() throws Exception {
        DeviceBook book = book();
        Invitation invitation = book.invite("phone");
        for (int i = 0; i < DeviceBook.TRIES; i++) {
            refused(Reason.CODE, () -> pair(book, "phone", key(1), "AAAAAAAAAA"));
        }

        refused(Reason.CODE, () -> pair(book, "phone", key(1), invitation.code()));
        assertThat(book.devices()).isEmpty();
    }

    @Test
    void anInvitationDies() throws Exception {
        DeviceBook book = book();
        Invitation invitation = book.invite("phone");
        now += DeviceBook.CODE_LIFE_MILLIS + 1;

        refused(Reason.CODE, () -> pair(book, "phone", key(1), invitation.code()));
    }

    @Test
    void aKeyThatTheDeviceDoesNotHoldIsRefused() throws Exception {
        DeviceBook book = book();
        Invitation invitation = book.invite("phone");
        Bytes others = Bytes.wrap(key(2).verifyingKey().raw());
        Bytes signature = new DevicePairing(GROUP, "phone", others, invitation.code()).sign(key(1));

        refused(Reason.SIGNATURE, () -> book.pair("phone", others, invitation.code(), signature));
    }

    @Test
    void aDeviceThatIsRemovedIsForgottenForGood() throws Exception {
        DeviceBook book = book();
        pair(book, "phone", key(1), book.invite("phone").code());

        assertThat(book.remove("phone")).isTrue();
        assertThat(book.remove("phone")).isFalse();
        assertThat(book().devices()).isEmpty();
    }

    @Test
    void whatCannotBeKeptIsNotPaired() throws Exception {
        DeviceBook book = book();
        Invitation invitation = book.invite("phone");
        Files.createDirectory(folder.resolve("devices.json.new"));

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> pair(book, "phone", key(1), invitation.code()));
        assertThat(book.devices()).isEmpty();
    }

    private DeviceBook book() throws IOException {
        return new DeviceBook(() -> GROUP, SCHEME, DeviceFile.at(folder.resolve("devices.json")), () -> now);
    }

    private static void pair(DeviceBook book, String name, SigningKey key, String code) throws Exception {
        Bytes raw = Bytes.wrap(key.verifyingKey().raw());
        book.pair(name, raw, code, new DevicePairing(GROUP, name, raw, code).sign(key));
    }

    private static void refused(Reason reason, ThrowingCallable what) {
        assertThatExceptionOfType(DeviceRefused.class)
                .isThrownBy(what)
                .satisfies(refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private static SigningKey key(int seed) {
        byte[] bytes = new byte[32];
        Arrays.fill(bytes, (byte) seed);
        return SCHEME.signingKey(bytes);
    }
}
