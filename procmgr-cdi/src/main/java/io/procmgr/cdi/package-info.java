/**
 * procmgr in a CDI container: jobs from annotations and properties, handles to inject, events to observe. Knows the public
 * types of the supervisor and the HTTP door; nothing of a particular server. The only package that imports {@code jakarta.*}.
 */
package io.procmgr.cdi;
