package io.procmgr.job;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What is around the jobs: a Java for those with {@code main-class}, and the defaults that depend on where the supervisor
 * lives.
 */
public interface JobHost {
    /** A supervisor without an application around it: every job with {@code main-class} has to name its class path. */
    JobHost STAND_ALONE = new StandAlone();

    /** The program that runs Java, absolute. */
    default String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /**
     * The class path for jobs that name none, as {@code java -cp} takes it; empty if there is none. Nothing is made.
     *
     * @param mainClass full name of the class that is run
     */
    Optional<String> classPath(String mainClass);

    /** Why there is no class path for that class, for a message. */
    String whyNone(String mainClass);

    /**
     * Makes what the class paths that it gave name and is not there yet; to be called before they are used.
     *
     * @throws IOException if that fails
     */
    default void prepare() throws IOException {}

    /** The default of {@code inherit-env}. */
    default boolean inheritEnvironment() {
        return true;
    }

    /** The default of {@code directory}, but for pmtr syntax. */
    default Path directory() {
        return StandAlone.ROOT;
    }

    /** A supervisor without an application around it. */
    final class StandAlone implements JobHost {
        private static final Path ROOT = Path.of("/");

        private StandAlone() {}

        @Override
        public Optional<String> classPath(String mainClass) {
            return Optional.empty();
        }

        @Override
        public String whyNone(String mainClass) {
            return "there is no application around this procmgr whose class path could be taken";
        }
    }
}
