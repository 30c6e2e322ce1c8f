package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.ProcessProperties;
import io.procmgr.Settings;
import io.procmgr.source.Catalog;
import io.procmgr.source.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A supervisor that somebody else runs and closes: it gets the jobs of the application beside its own. */
final class HostSupervisor implements Backing {
    private final ProcMgr host;
    private final ApplicationProperties files;

    /**
     * Reads the properties of the application, of which only jobs and defaults count.
     *
     * @throws IOException if a file of the application cannot be read
     */
    HostSupervisor(ProcMgr host, ClassLoader loader) throws IOException {
        this.host = host;
        this.files = ApplicationProperties.read(loader, new ProcessProperties(Map.of(), Map.of()));
    }

    @Override
    public boolean enabled() {
        return true;
    }

    private List<Layer> below(Layer annotations) {
        List<Layer> below = new ArrayList<>(host.settings().layers().below());
        below.add(annotations);
        below.addAll(files.below());
        return below;
    }

    @Override
    public Catalog judge(Layer annotations) {
        Settings settings = host.settings();
        return files.judged(ProcMgr.definitions(
                settings.withLayers(below(annotations), settings.layers().above())));
    }

    @Override
    public Embedding.Opened open(Layer annotations, Application application) {
        long since = host.supervisor().lastSequence();
        host.redefine(below(annotations), host.settings().layers().above());
        EventBridge events = EventBridge.open(host.supervisor(), application, since);
        return new Embedding.Opened() {
            @Override
            public ProcMgr procMgr() {
                return host;
            }

            @Override
            public void close(boolean observable) {
                // the supervisor is closed by who runs it; jobs that end after this are not told of
                if (!observable) {
                    events.fallSilent();
                }
                events.close();
            }
        };
    }
}
