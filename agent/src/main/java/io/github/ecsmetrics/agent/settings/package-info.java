/**
 * The settings: the places they come from, how their values are read, and one immutable object for
 * each feature.
 *
 * <p>Begin with {@link Settings}, which has the table of all settings. {@link SettingSources} finds
 * the text of a setting, {@link SettingReader} turns it into a value, and the settings class of a
 * feature, for example {@link ServerSettings}, holds the values.
 *
 * <p>Imports: {@code aws}, {@code log}, {@code net}, {@code task}.
 */
package io.github.ecsmetrics.agent.settings;
