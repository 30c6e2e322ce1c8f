package io.procmgr.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("any-container")
class PlacesTest {
    private static final Path COMMAND = Path.of("/home/me/.local/state/procmgr");

    @ParameterizedTest
    @CsvSource(nullValues = "none", textBlock = """
                    # procmgr.app, the application's name, its context path, the key
                    shop-1.4.2, other, /third, shop-1.4.2
                    none, shop-1.4.2, /third, shop
                    none, shop-1.4-SNAPSHOT, none, shop
                    none, shop-2-SNAPSHOT, none, shop
                    none, shop-2.0.0-rc.1, none, shop
                    none, shop, /third, shop
                    none, node-2, none, node-2
                    none, shop-api, none, shop-api
                    none, my shop, none, my-shop
                    none, -1.2.3, none, -1.2.3
                    none, .., none, -
                    ../x, none, none, --x
                    none, none, /shop##3, shop
                    none, none, /shop, shop
                    none, none, /a/b, a-b
                    none, none, '', ROOT
                    none, none, /, ROOT
                    none, none, none, none
                    """)
    void theKeyIsTheConfiguredOneElseTheNameElseThePathWithoutVersion(
            String configured, String name, String path, String key) {
        assertThat(AppKey.of(Optional.ofNullable(configured), Optional.ofNullable(name), Optional.ofNullable(path)))
                .isEqualTo(Optional.ofNullable(key));
    }

    @Test
    void eachServerSaysWhereItsDataIs() {
        assertThat(lasting(Map.of("jboss.server.data.dir", "/wf/data"), Map.of()))
                .hasValue("/wf/data");
        assertThat(lasting(Map.of("com.sun.aas.instanceRoot", "/payara/domain1"), Map.of()))
                .hasValue("/payara/domain1");
        assertThat(lasting(Map.of("wlp.user.dir", "/wlp/usr", "wlp.server.name", "one"), Map.of()))
                .hasValue("/wlp/usr/servers/one");
        assertThat(lasting(
                        Map.of("wlp.user.dir", "/wlp/usr", "wlp.server.name", "one"), Map.of("WLP_OUTPUT_DIR", "/out")))
                .hasValue("/out/one");
        assertThat(lasting(Map.of("server.output.dir", "/out/two/"), Map.of())).hasValue("/out/two");
        assertThat(lasting(Map.of("catalina.base", "/tomcat"), Map.of())).hasValue("/tomcat");
        assertThat(lasting(Map.of("catalina.base", " "), Map.of("WLP_OUTPUT_DIR", "/out")))
                .isEmpty();
    }

    @Test
    void aServerThatUnpacksItselfIntoATemporaryDirectoryHasNoLastingPlace() {
        Map<String, String> micro = Map.of("com.sun.aas.instanceRoot", "/tmp/payara-rt1", "java.io.tmpdir", "/tmp");
        ServerDirectory found = ServerDirectory.find(micro, Map.of()).orElseThrow();
        assertThat(found.work()).hasToString("/tmp/payara-rt1");
        assertThat(found.lasting()).isEmpty();
        assertThat(StatePlace.of(Optional.of("shop"), Optional.of(found), COMMAND))
                .hasToString("/home/me/.local/state/procmgr-apps/shop");
    }

    @Test
    void theStateIsWithTheServersDataAndWithoutAServerWhereTheCommandHasIts() {
        Optional<ServerDirectory> server = ServerDirectory.find(Map.of("catalina.base", "/tomcat"), Map.of());
        assertThat(StatePlace.of(Optional.of("shop"), server, COMMAND)).hasToString("/tomcat/procmgr/shop");
        assertThat(StatePlace.of(Optional.empty(), server, COMMAND)).hasToString("/tomcat/procmgr/application");
        assertThat(StatePlace.of(Optional.empty(), Optional.empty(), COMMAND)).isEqualTo(COMMAND);
        assertThat(StatePlace.of(Optional.of("shop"), Optional.empty(), COMMAND))
                .hasToString("/home/me/.local/state/procmgr-apps/shop");
    }

    private static Optional<String> lasting(Map<String, String> properties, Map<String, String> environment) {
        return ServerDirectory.find(properties, environment)
                .flatMap(ServerDirectory::lasting)
                .map(Path::toString);
    }
}
