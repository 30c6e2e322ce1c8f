package io.procmgr.cdi.contract;

import io.procmgr.cdi.ManagedProcess;

/** A job without a name of its own on a class without a scope. */
@ManagedProcess(command = "sleep 602", startSeconds = "0s")
public class UnnamedJob {}
