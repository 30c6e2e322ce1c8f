package io.procmgr.http;

import java.lang.management.ManagementFactory;
import java.util.Set;
import javax.management.MBeanOperationInfo;
import javax.management.ObjectName;

/** What any door shows of an MBean server to whoever may come in: all of our domain, and the JVM's without its secrets. */
public final class Shown {
    /** The domain that can be called. */
    public static final String OURS = "procmgr";
    /** The domain that can be read. */
    public static final String JVM = "java.lang";

    /** Passwords given on the command line stand in these. */
    private static final Set<String> SECRET_OF_JVM = Set.of("SystemProperties", "InputArguments");

    /** What JConsole asks for its list of threads. */
    private static final Set<String> QUESTIONS_ON_THREADS =
            Set.of("getThreadInfo", "findDeadlockedThreads", "findMonitorDeadlockedThreads");

    private Shown() {}

    /** Whether it is one of our MBeans. */
    public static boolean isOurs(ObjectName name) {
        return name.getDomain().equals(OURS);
    }

    /** Whether an MBean is there at all for who comes by a door. */
    public static boolean isShown(ObjectName name) {
        return isOurs(name) || name.getDomain().equals(JVM);
    }

    /** Whether an attribute can be read. */
    public static boolean isReadable(ObjectName name, String attribute) {
        return isOurs(name) || name.getDomain().equals(JVM) && !SECRET_OF_JVM.contains(attribute);
    }

    /** Whether it is an operation of the JVM's that tells of threads and does nothing. */
    public static boolean isQuestionOnThreads(ObjectName name, String operation) {
        return name.getCanonicalName().equals(ManagementFactory.THREAD_MXBEAN_NAME)
                && QUESTIONS_ON_THREADS.contains(operation);
    }

    /** Whether all operations of this name, whatever their signature, only tell something. Unknown ones do not. */
    public static boolean isInquiry(MBeanOperationInfo[] operations, String name) {
        boolean found = false;
        for (MBeanOperationInfo operation : operations) {
            if (operation.getName().equals(name)) {
                found = true;
                if (operation.getImpact() != MBeanOperationInfo.INFO) {
                    return false;
                }
            }
        }
        return found;
    }
}
