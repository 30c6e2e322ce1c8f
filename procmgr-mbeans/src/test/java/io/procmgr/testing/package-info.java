/**
 * What tests of every module share: a clock that only the test moves, and a check for leaked threads, processes and
 * MBeans. Knows the ports of the core; holds no tests of its own subjects but those that prove these fixtures right.
 */
package io.procmgr.testing;
