package io.procmgr.cdi.contract;

/** The application that the contracts deploy. */
public final class SampleApplication {
    /** All its classes. */
    public static final Class<?>[] CLASSES = {AnnotatedJobs.class, UnnamedJob.class, ProducedJobs.class, History.class};

    private SampleApplication() {}

    /** The text of its {@code META-INF/procmgr.properties}, for that key {@code app}. */
    public static String properties(String app) {
        return """
               procmgr.app = %s
               procmgr.http.port = 0
               procmgr.jobs.plain.command = sleep 604
               procmgr.jobs.plain.start-seconds = 0s
               procmgr.jobs.sleeper.description = of the property
               """.formatted(app);
    }
}
