package io.procmgr.job;

import java.nio.file.Path;
import java.util.Optional;

/** What runs jobs with {@code main-class}: a Java, and the class path of those that name none. */
public interface JavaHost {
    /** This JVM's own Java, and no class path: every job has to name its own. */
    JavaHost STAND_ALONE = new StandAlone();

    /** The program, absolute. */
    default String program() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    /** The class path for jobs that name none, as {@code java -cp} takes it; empty if there is none. */
    Optional<String> classPath();

    /** Why there is no class path, for a message. */
    String whyNone();

    /** A supervisor without an application around it. */
    final class StandAlone implements JavaHost {
        private StandAlone() {}

        @Override
        public Optional<String> classPath() {
            return Optional.empty();
        }

        @Override
        public String whyNone() {
            return "there is no application around this procmgr whose class path could be taken";
        }
    }
}
