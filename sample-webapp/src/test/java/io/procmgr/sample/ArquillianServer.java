package io.procmgr.sample;

import io.procmgr.cdi.contract.FreshDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Free ports and a directory of its own for the server that Arquillian starts, which reads them from system properties. */
public final class ArquillianServer implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Path base = FreshDirectory.make("arquillian");
        System.setProperty("arquillian.base", base.toString());
        try {
            System.setProperty("arquillian.http.port", Integer.toString(ServerProcess.freePort()));
            System.setProperty("arquillian.management.port", Integer.toString(ServerProcess.freePort()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
