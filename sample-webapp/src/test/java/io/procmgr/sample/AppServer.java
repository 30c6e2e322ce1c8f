package io.procmgr.sample;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;

/** A real application server that a test drives. */
interface AppServer extends AutoCloseable {
    /** Starts it, with these further options of the JVM; with the state of its last run, if there was one. */
    void start(String... jvmOptions) throws IOException;

    /** Deploys a WAR or EAR; waits until that has been done or refused, and tells which. */
    boolean deploy(Path archive) throws IOException;

    /** Undeploys what was deployed under the file name of that archive, and waits until it is gone. */
    void undeploy(Path archive) throws IOException;

    /** Of the page of a WAR of that name: {@code http://127.0.0.1:1234/sample}. */
    URI url(String contextPath);

    /** Under which the state directories of applications lie. */
    Path dataDirectory();

    ServerProcess process();

    @Override
    void close();
}
