/** An application whose processes start and end with it. Everything here is meant to be copied. */
package io.procmgr.sample;
