package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.ProcessProperties;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import io.procmgr.source.Catalog;
import io.procmgr.source.Layer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The supervisor of {@code procmgr run --scan}: that of the command, with its settings, but started only when the jobs of the
 * jars are known. So they are taken over like all others, files may override them, and nothing runs if they are wrong.
 */
final class CommandSupervisor implements Backing {
    private final Settings settings;
    private final StateDirectory state;
    private final List<Layer> files;

    /** @throws IOException if a properties file of a jar cannot be read */
    CommandSupervisor(Settings settings, StateDirectory state, ClassLoader loader) throws IOException {
        this.settings = settings;
        this.state = state;
        this.files = ApplicationProperties.read(loader, new ProcessProperties(Map.of(), Map.of()))
                .below();
    }

    @Override
    public boolean enabled() {
        return true;
    }

    private Settings with(Layer annotations) {
        List<Layer> below = new ArrayList<>(settings.layers().below());
        below.add(annotations);
        below.addAll(files);
        return settings.withLayers(below, settings.layers().above());
    }

    @Override
    public Catalog judge(Layer annotations) {
        return ProcMgr.definitions(with(annotations));
    }

    @Override
    public Embedding.Opened open(Layer annotations, Application application) throws IOException {
        ProcMgr procMgr = ProcMgr.start(with(annotations), state);
        EventBridge events = EventBridge.open(procMgr.supervisor(), application, 0);
        return new Embedding.Opened() {
            @Override
            public ProcMgr procMgr() {
                return procMgr;
            }

            @Override
            public void close(boolean observable) {
                procMgr.shutDown();
                if (!observable) {
                    events.fallSilent();
                }
                procMgr.close();
                events.close();
            }
        };
    }
}
