/** What TLS is made of, for the server and for the push: certificates and keys in PEM files. */
package io.github.ecsmetrics.agent.tls;
