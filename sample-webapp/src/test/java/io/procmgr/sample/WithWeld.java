package io.procmgr.sample;

import java.io.File;
import org.apache.catalina.Context;
import org.apache.catalina.Lifecycle;
import org.apache.catalina.LifecycleEvent;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.webresources.FileResourceSet;
import org.apache.catalina.webresources.StandardRoot;

/**
 * Gives an application Weld as if it were in its {@code WEB-INF/lib}: what {@code PreResources} in Tomcat's {@code context.xml}
 * do. One Weld that all applications share does not tell them apart.
 */
final class WithWeld extends ContextConfig {
    /** System property: the jars. */
    static final String JARS = "weld.class.path";

    @Override
    public void lifecycleEvent(LifecycleEvent event) {
        if (event.getType().equals(Lifecycle.BEFORE_START_EVENT)) {
            Context context = (Context) event.getLifecycle();
            WebResourceRoot resources = new StandardRoot(context);
            for (String jar : System.getProperty(JARS).split(File.pathSeparator)) {
                String name = new File(jar).getName();
                resources.addPreResources(new FileResourceSet(resources, "/WEB-INF/lib/" + name, jar, "/"));
            }
            context.setResources(resources);
        }
        super.lifecycleEvent(event);
    }
}
