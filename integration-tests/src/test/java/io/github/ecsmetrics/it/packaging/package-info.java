/** The contents of the jar: classes, relocations, licences. */
package io.github.ecsmetrics.it.packaging;
