package io.tetrarch.crypto.ed25519;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import io.tetrarch.crypto.signature.SignatureScheme;
import io.tetrarch.pbft.message.Digest;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.math.ec.rfc8032.Ed25519;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the native provider is not to be had, the program goes on with the portable one. */
class ProviderFallbackTest {
    private static final String PORTABLE = new PortableEd25519().name();

    /** The classes of this module in a world of their own. */
    static final class World extends URLClassLoader {
        private final String name;
        private final boolean library;

        World(String name, boolean library, Class<?>... from) {
            super(
                    Stream.of(from)
                            .map(type ->
                                    type.getProtectionDomain().getCodeSource().getLocation())
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
            this.name = name;
            this.library = library;
        }

        @Override
        public URL findResource(String resource) {
            return !library && resource.contains("libamazonCorrettoCryptoProvider")
                    ? null
                    : super.findResource(resource);
        }

        String nameOf(String provider) throws ReflectiveOperationException {
            Class<?> providers = loadClass(Ed25519Provider.class.getName());
            Object choice = Stream.of(providers.getEnumConstants())
                    .filter(each -> each.toString().equals(provider))
                    .findFirst()
                    .orElseThrow();
            Object scheme = providers.getMethod("load").invoke(choice);
            Class<?> port = loadClass(SignatureScheme.class.getName());
            port.getMethod("signingKey", byte[].class).invoke(scheme, (Object) new byte[32]);
            return (String) port.getMethod("name").invoke(scheme);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static List<World> without() {
        return List.of(
                new World("no jar", false, Ed25519Provider.class, Digest.class, Ed25519.class),
                new World(
                        "no library",
                        false,
                        Ed25519Provider.class,
                        Digest.class,
                        Ed25519.class,
                        AmazonCorrettoCryptoProvider.class));
    }

    @ParameterizedTest
    @MethodSource("without")
    void theBestThereIsWithoutTheNativeProviderIsThePortableOne(World world) throws Exception {
        try (world) {
            assertThat(world.nameOf("BEST")).isEqualTo(PORTABLE);
        }
    }

    @ParameterizedTest
    @MethodSource("without")
    void whoAsksForTheNativeProviderByNameIsToldThatThereIsNone(World world) throws Exception {
        try (world) {
            assertThatThrownBy(() -> world.nameOf("NATIVE"))
                    .isInstanceOf(InvocationTargetException.class)
                    .cause()
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("choose portable");
        }
    }

    @Test
    void aWorldThatHasTheProviderUsesIt() throws Exception {
        try (World whole = new World(
                "whole",
                true,
                Ed25519Provider.class,
                Digest.class,
                Ed25519.class,
                AmazonCorrettoCryptoProvider.class)) {
            assertThat(whole.nameOf("BEST")).isNotEqualTo(PORTABLE);
        }
    }
}
