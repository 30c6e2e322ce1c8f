package io.procmgr.cdi;

import io.procmgr.ProcMgr;
import io.procmgr.ProcessProperties;
import io.procmgr.Settings;
import io.procmgr.StateDirectory;
import io.procmgr.source.Catalog;
import io.procmgr.source.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The supervisor of {@code procmgr run --scan}: that of the command, with its settings, but started only when the jobs of the
 * jars are known. So they are taken over like all others, files may override them, and nothing runs if they are wrong.
 */
final class CommandSupervisor implements Backing {
    private final Settings settings;
    private final StateDirectory state;
    private final ApplicationProperties files;

    /** @throws IOException if a properties file of a jar cannot be read */
    CommandSupervisor(Settings settings, StateDirectory state, ClassLoader loader) throws IOException {
        this.settings = settings;
        this.state = state;
        this.files = ApplicationProperties.read(loader, new ProcessProperties(Map.of(), Map.of()));
    }

    @Override
    public boolean enabled() {
        return true;
    }

    @Override
    public Catalog judge(Layer annotations) {
        return files.judged(ProcMgr.definitions(files.beside(settings, annotations)));
    }

    @Override
    public Embedding.Opened open(Layer annotations, Application application) throws IOException {
        ProcMgr procMgr = ProcMgr.start(files.beside(settings, annotations), state);
        EventBridge events;
        try {
            events = EventBridge.open(procMgr.supervisor(), application, 0);
        } catch (RuntimeException | Error e) {
            procMgr.close();
            throw e;
        }
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
                Closing.all(List.of(Optional.of(procMgr), Optional.of(events)));
            }
        };
    }
}
