package io.procmgr.jmx;

/** Tries alert channels. */
public interface AlertTest {
    /**
     * Sends a test message, and returns when it is sent.
     *
     * @return what was done, in words
     * @throws io.procmgr.supervise.RefusedException if there is no such channel, or it cannot send
     */
    String test(String channel);
}
