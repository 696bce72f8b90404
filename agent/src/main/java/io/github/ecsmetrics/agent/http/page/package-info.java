/** The page at {@code /}. */
package io.github.ecsmetrics.agent.http.page;
