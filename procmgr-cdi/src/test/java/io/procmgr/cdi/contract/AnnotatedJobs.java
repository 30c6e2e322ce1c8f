package io.procmgr.cdi.contract;

import io.procmgr.cdi.Env;
import io.procmgr.cdi.ManagedProcess;

/** Two jobs on a class without a scope. */
@ManagedProcess(
        name = "sleeper",
        command = {"sleep", "600"},
        startSeconds = "0s",
        description = "of the annotation")
@ManagedProcess(
        name = "teller",
        command = "echo \"$GREETING\" $$; exec sleep 601",
        shell = true,
        startSeconds = "0s",
        env = @Env(name = "GREETING", value = "hello from"))
public class AnnotatedJobs {}
