package io.procmgr.cdi;

/** An interface that a server may have or not. What uses it must not be loaded where it is not. */
enum OptionalApi {
    CONFIG("org.eclipse.microprofile.config.ConfigProvider"),
    HEALTH("org.eclipse.microprofile.health.HealthCheck");

    private final String className;

    OptionalApi(String className) {
        this.className = className;
    }

    /** Whether both we and the application see it. */
    boolean isThere(ClassLoader application) {
        return sees(application) && sees(OptionalApi.class.getClassLoader());
    }

    private boolean sees(ClassLoader loader) {
        try {
            Class.forName(className, false, loader);
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }
}
