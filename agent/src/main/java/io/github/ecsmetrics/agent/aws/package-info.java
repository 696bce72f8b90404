/**
 * Signatures for requests to AWS, and the credentials that they need. Nothing here does input or
 * output. {@link AwsScope} is loaded with {@code otlp.endpoint}, the rest only if a push goes to
 * AWS.
 *
 * <p>Begin with {@link SignatureV4}. By hand because the AWS SDK's signer and its credentials
 * providers are several megabytes.
 *
 * <p>Imports: {@code json}, {@code log}, {@code net}.
 */
package io.github.ecsmetrics.agent.aws;
