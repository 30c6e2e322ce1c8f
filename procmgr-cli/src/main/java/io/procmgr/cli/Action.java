package io.procmgr.cli;

import java.util.Optional;

/** The verbs that give jobs a command. */
enum Action {
    START(
            "start",
            "start",
            "startAll",
            Optional.of(Goal.UP),
            "Starts jobs, and waits until they run or have finished. TEMPLATE@NAME makes that instance of a template, if"
                    + " there is none."),
    STOP(
            "stop",
            "stop",
            "stopAll",
            Optional.of(Goal.DOWN),
            "Ends the processes of jobs and keeps the jobs down; waits for the end."),
    RESTART(
            "restart",
            "restart",
            "restartAll",
            Optional.of(Goal.UP),
            "Ends the processes of jobs and starts them anew; starts those that are at rest."),
    KILL("kill", "forceStop", "forceStopAll", Optional.of(Goal.DOWN), "Kills jobs at once, and keeps them down."),
    RELOAD(
            "reload",
            "reload",
            "reloadAll",
            Optional.empty(),
            "Makes the processes of jobs re-read their own configuration, by the job's reload.signal."),
    ENABLE("enable", "enable", "enableAll", Optional.of(Goal.ENABLED), "Lets disabled jobs be started again."),
    DISABLE(
            "disable",
            "disable",
            "disableAll",
            Optional.of(Goal.DOWN),
            "Stops jobs and lets nothing start them until they are enabled.");

    private final String verb;
    private final String operation;
    private final String groupOperation;
    private final Optional<Goal> goal;
    private final String description;

    Action(String verb, String operation, String groupOperation, Optional<Goal> goal, String description) {
        this.verb = verb;
        this.operation = operation;
        this.groupOperation = groupOperation;
        this.goal = goal;
        this.description = description;
    }

    String verb() {
        return verb;
    }

    /** Of one job. */
    String operation() {
        return operation;
    }

    /** Of the supervisor, with a selector. */
    String groupOperation() {
        return groupOperation;
    }

    /** What it leads to; empty if it is done once it is accepted. */
    Optional<Goal> goal() {
        return goal;
    }

    String description() {
        return description;
    }
}
