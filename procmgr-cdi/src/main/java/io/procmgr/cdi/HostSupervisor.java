package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.ProcessProperties;
import io.procmgr.source.Catalog;
import io.procmgr.source.Layer;
import io.procmgr.source.Layers;
import java.io.IOException;
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

    @Override
    public Catalog judge(Layer annotations) {
        return files.judged(ProcMgr.definitions(files.beside(host.settings(), annotations)));
    }

    @Override
    public Embedding.Opened open(Layer annotations, Application application) {
        long since = host.supervisor().lastSequence();
        Layers layers = files.beside(host.settings(), annotations).layers();
        host.redefine(layers.below(), layers.above());
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
