package io.procmgr.jmx;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an operation that only tells something: impact INFO, open to viewers. An operation without the mark is an ACTION,
 * so that a forgotten mark locks out rather than lets in.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
@interface Inquiry {}
