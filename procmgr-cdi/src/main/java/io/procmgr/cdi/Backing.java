package io.procmgr.cdi;

import io.procmgr.source.Catalog;
import io.procmgr.source.Layer;
import java.io.IOException;

/** The supervisor behind an application's jobs: one of its own, or one that somebody else runs. */
interface Backing {
    /** Whether jobs are to be run at all. */
    boolean enabled();

    /** What the annotations and everything else define, judged without starting anything. */
    Catalog judge(Layer annotations);

    /**
     * Gives it the jobs.
     *
     * @throws io.procmgr.InvalidConfigurationException if the definitions have errors
     * @throws IOException if a directory cannot be used
     */
    Embedding.Opened open(Layer annotations, Application application) throws IOException;
}
