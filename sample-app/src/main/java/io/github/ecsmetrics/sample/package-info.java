/** A small Spring Boot web service, as it would run in a container of an ECS task. */
package io.github.ecsmetrics.sample;
