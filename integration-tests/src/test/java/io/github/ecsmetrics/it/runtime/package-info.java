/**
 * JVMs of other kinds: images, modules, archives, small heaps, many threads. Begin with {@code
 * ModulesIT}.
 */
package io.github.ecsmetrics.it.runtime;
