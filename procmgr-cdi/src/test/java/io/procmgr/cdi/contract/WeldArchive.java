package io.procmgr.cdi.contract;

import java.nio.file.Path;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;

/** The application for Weld alone, with its state under {@code target}, new for each run of the tests. */
final class WeldArchive {
    private static final Path RUN = FreshDirectory.make("weld-embedded");

    private WeldArchive() {}

    static Path stateDirectory(String app) {
        return RUN.resolve(app);
    }

    static Archive<?> of(String app) {
        String state = "procmgr.state-dir = " + stateDirectory(app) + "\n";
        return ShrinkWrap.create(JavaArchive.class, app + ".jar")
                .addClasses(SampleApplication.CLASSES)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml")
                .addAsManifestResource(
                        new StringAsset(SampleApplication.properties(app) + state), "procmgr.properties");
    }
}
