package io.procmgr.os;

import io.procmgr.job.Execution;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The user and groups that a child gets.
 *
 * @param account whose variables it gets; without a name if the user is a number that no account has
 * @param gid group that it gets
 * @param switches arguments of {@code setpriv}; empty if the supervisor is that user already and may not change groups
 */
record Identity(Account account, long gid, List<String> switches) {

    /** Empty for a job without a user. Refuses what the supervisor may not do; it is never ignored. */
    static Optional<Identity> of(Execution execution, Accounts accounts, Tools tools)
            throws LaunchException, InterruptedException {
        if (execution.user().isEmpty()) {
            return Optional.empty();
        }
        String user = execution.user().get();
        Account account = account(user, accounts);
        OptionalLong group = OptionalLong.empty();
        if (execution.group().isPresent()) {
            group = accounts.group(execution.group().get());
            if (group.isEmpty()) {
                throw new LaunchException(
                        "cannot become group " + execution.group().get() + ": there is no such group");
            }
        }
        if (account.name().isEmpty() && group.isEmpty()) {
            throw new LaunchException(
                    "cannot become user " + user + ": no account has this number, so its group must be given");
        }
        Privileges own = Privileges.read();
        if (!own.maySwitchUser()) {
            requireOwn(own, user, account, group);
            return Optional.of(new Identity(account, own.gid(), List.of()));
        }
        return Optional.of(new Identity(account, group.orElse(account.gid()), switches(account, group, tools)));
    }

    private static Account account(String user, Accounts accounts) throws LaunchException, InterruptedException {
        Optional<Account> known = accounts.user(user);
        if (known.isPresent()) {
            return known.get();
        }
        long uid = Accounts.id(user)
                .orElseThrow(() -> new LaunchException("cannot become user " + user + ": there is no such user"));
        return new Account("", uid, -1, "", "");
    }

    private static void requireOwn(Privileges own, String user, Account account, OptionalLong group)
            throws LaunchException {
        if (own.uid() != account.uid() || group.orElse(own.gid()) != own.gid()) {
            throw new LaunchException("cannot become user "
                    + user
                    + ": the supervisor may not switch users (uid="
                    + own.uid()
                    + ", gid="
                    + own.gid()
                    + ")");
        }
    }

    private static List<String> switches(Account account, OptionalLong group, Tools tools)
            throws LaunchException, InterruptedException {
        List<String> switches = new ArrayList<>();
        switches.add("--reuid=" + account.uid());
        switches.add("--regid=" + group.orElse(account.gid()));
        if (account.name().isEmpty()) {
            switches.add("--clear-groups");
        } else if (group.isEmpty()) {
            switches.add("--init-groups");
        } else {
            switches.add("--groups=" + groups(account, group.getAsLong(), tools));
        }
        return List.copyOf(switches);
    }

    /** The user's supplementary groups with this one in place of its own. */
    private static String groups(Account account, long group, Tools tools)
            throws LaunchException, InterruptedException {
        tools.require("id", "find the groups of user " + account.name());
        String all = tools.ask("id", "-G", "--", account.name())
                .orElseThrow(() -> new LaunchException("cannot find the groups of user " + account.name()));
        return Arrays.stream((group + " " + all.strip()).split("\\s+"))
                .filter(id -> !id.equals(Long.toString(account.gid())) || account.gid() == group)
                .distinct()
                .collect(Collectors.joining(","));
    }
}
