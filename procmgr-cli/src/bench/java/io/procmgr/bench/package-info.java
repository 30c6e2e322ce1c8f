/**
 * Micro-benchmarks of what several packages do together, and what all of them share. Knows the public interfaces only;
 * those that measure one package lie in that package.
 */
package io.procmgr.bench;
