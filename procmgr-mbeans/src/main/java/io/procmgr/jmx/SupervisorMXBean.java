package io.procmgr.jmx;

/** The supervisor as a whole. The same conventions as {@link ProcessMXBean}. */
@Description("The supervisor of all jobs.")
public interface SupervisorMXBean {
    @Description("Version of procmgr.")
    String getVersion();

    @Description("When the supervisor started, in milliseconds since 1970.")
    @Metric(type = Metric.GAUGE, units = Metric.MILLISECONDS)
    long getStartTimeMillis();

    @Description("Jobs defined.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getJobCount();

    @Description("Jobs that are RUNNING.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getUpCount();

    @Description("Jobs that are FAILED.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getFailedCount();

    @Description("Jobs that are in BACKOFF.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getBackoffCount();

    @Description("Jobs whose health check fails.")
    @Metric(type = Metric.GAUGE, units = Metric.COUNT)
    int getUnhealthyCount();

    @Description("Whether no job is FAILED, in BACKOFF or unhealthy.")
    boolean isAllHealthy();

    @Description("Names of all jobs, in the order of their definition.")
    String[] getJobNames();

    @Description("Names of the alert channels that are defined.")
    String[] getAlertChannels();

    @Description("Names of the templates that are defined, of which startInstance makes jobs.")
    String[] getTemplates();

    @Description("How many configurations and changes of instances were applied so far.")
    @Metric(type = Metric.COUNTER, units = Metric.COUNT)
    long getConfigGeneration();

    @Description("When the configuration was last read, in milliseconds since 1970; -1 if never.")
    @Metric(type = Metric.GAUGE, units = Metric.MILLISECONDS)
    long getLastReloadTimeMillis();

    @Description("All problems of the last configuration read, a line each; empty if it was applied.")
    String getLastReloadError();

    @Description("Sequence number of the newest event; 0 before the first.")
    @Metric(type = Metric.COUNTER, units = Metric.COUNT)
    long getNotificationSequence();

    @Description("What this host lets procmgr do.")
    String[] getCapabilities();

    @Description("All jobs at once: the cheapest way to watch many.")
    ProcessSummary[] getStatuses();

    @Description("Starts all jobs that match. Tells how many were at rest, and a line for each.")
    String startAll(@Description("*, a pattern such as web-*, or @tag; several with blanks between.") String selector);

    @Description("Stops all jobs that match.")
    String stopAll(@Description("*, a pattern such as web-*, or @tag; several with blanks between.") String selector);

    @Description("Restarts all jobs that match.")
    String restartAll(
            @Description("*, a pattern such as web-*, or @tag; several with blanks between.") String selector);

    @Description("Kills all jobs that match at once, and keeps them down.")
    String forceStopAll(
            @Description("*, a pattern such as web-*, or @tag; several with blanks between.") String selector);

    @Description("Makes all jobs that match re-read their own configuration, by their reload.signal.")
    String reloadAll(@Description("*, a pattern such as web-*, or @tag; several with blanks between.") String selector);

    @Description("Lets all disabled jobs that match be started again.")
    String enableAll(@Description("*, a pattern such as web-*, or @tag; several with blanks between.") String selector);

    @Description("Stops all jobs that match and lets nothing start them until they are enabled.")
    String disableAll(
            @Description("*, a pattern such as web-*, or @tag; several with blanks between.") String selector);

    @Description("Reads the configuration anew and applies what changed.")
    String reloadConfig();

    @Description(
            "Starts an instance of a template, which is made if there is none of that name, and kept until it is removed.")
    String startInstance(
            @Description("Name of the template, such as web@.") String template,
            @Description("Name of the instance: 1 to 32 of A-Z a-z 0-9 _ - and not - first.") String instance);

    @Description("Stops an instance of a template, and forgets it.")
    String removeInstance(
            @Description("Name of the template, such as web@.") String template,
            @Description("Name of the instance.") String instance);

    @Description("Sends a test message by an alert channel, and tells how that went.")
    String testAlert(@Description("Name of the channel.") String channel);

    @Inquiry
    @Description(
            "What reloadConfig would add, change and remove, every problem with its line, and where each value comes from.")
    String checkConfig();

    @Inquiry
    @Description("What happened after an event, oldest first; the last 1000 are kept.")
    ProcessEvent[] events(
            @Description("Sequence number of the last event already seen; 0 for all.") long sinceSequence,
            @Description("The most events to tell, 1 to 1000.") int max);

    @Inquiry
    @Description(
            "The last lines of the supervisor's own log, oldest first; 1000 are kept. In a server, that has its log.")
    String[] tailOwnLog(@Description("The most lines to tell, 1 to 1000.") int lines);

    @Inquiry
    @Description("New lines of many jobs, each with its job and stream. Nothing is remembered between two calls.")
    LogLines followLogs(
            @Description("*, a pattern such as web-*, or @tag.") String selector,
            @Description("The cursor of the last answer; empty to begin with what is written from now on.")
                    String cursor,
            @Description("The most bytes to read, 1 to 1048576.") int maxBytes);
}
