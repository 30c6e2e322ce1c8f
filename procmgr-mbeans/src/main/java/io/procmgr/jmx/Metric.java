package io.procmgr.jmx;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import javax.management.DescriptorKey;

/** Marks a numeric attribute for scrapers. JMX itself copies the elements into the attribute's descriptor, which
 * takes a public annotation. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Metric {
    /** Only grows while the supervisor lives. */
    String COUNTER = "counter";

    /** Goes up and down. */
    String GAUGE = "gauge";

    String COUNT = "1";
    String MILLISECONDS = "ms";
    String BYTES = "bytes";
    String PERCENT = "%";

    @DescriptorKey("metricType")
    String type();

    @DescriptorKey("units")
    String units();
}
