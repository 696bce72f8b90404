package io.github.ecsmetrics.agent.http.page;

import java.util.List;

/**
 * The page at {@code /} for a browser. It has no script and loads nothing from elsewhere. Its
 * policy forbids both, so that a hostile container name cannot add them.
 */
final class HtmlPage {
  static final String STYLE =
      ":root{color-scheme:light dark}"
          + "body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:1rem}"
          + "h1{font-size:1.5rem;margin:.5rem 0;overflow-wrap:anywhere}"
          + "h2{font-size:1rem;margin:1.5rem 0 .5rem}"
          + "dl{display:grid;grid-template-columns:max-content 1fr;gap:0 1rem;margin:0}"
          + "dt,small,thead th,td:before{opacity:.7;font-weight:400}"
          + "dd{margin:0;overflow-wrap:anywhere}"
          + "table{border-collapse:collapse;table-layout:fixed;width:100%}"
          + "th,td{text-align:left;vertical-align:top;padding:.4rem .8rem .4rem 0;"
          + "border-bottom:1px solid #8884;overflow-wrap:anywhere}"
          + "meter{display:block;width:100%;height:1rem}"
          + "nav a{margin-right:1rem}"
          + "svg{display:block;width:100%;height:1rem;margin:.25rem 0}rect{fill:var(--use)}"
          + "ul{display:flex;flex-wrap:wrap;gap:0 1rem;list-style:none;margin:0;padding:0}"
          + "li[class]:before{content:'';display:inline-block;width:.7em;height:.7em;"
          + "margin-right:.3em;background:var(--use)}"
          + ".heap{--use:#47a}.metaspace{--use:#6ce}.code{--use:#283}.direct{--use:#cb4}"
          + ".native{--use:#e67}.other{--use:#a37}.free{--use:#8884}"
          + "@media(max-width:40rem){thead{display:none}tr{display:block;padding:.4rem 0;"
          + "border-bottom:1px solid #8884}th,td{display:block;border:0;padding:.1rem 0}"
          + "td:before{content:attr(data-label)' '}}";

  /** The hash is that of {@link #STYLE}. */
  static final String POLICY =
      "default-src 'none'; style-src 'sha256-G5aTQBvEe/cCRhEdCJSGlwCAfSkx6obNv5JVzgVYFGQ=';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final StringBuilder html = new StringBuilder(4096);

  private HtmlPage() {}

  static String of(TaskReport report) {
    return new HtmlPage().write(report);
  }

  private String write(TaskReport report) {
    String title = report.title == null ? "ecs-metrics-agent" : report.title;
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<meta http-equiv=\"refresh\" content=\"10\">\n<title>");
    escaped(title).append("</title>\n<style>").append(STYLE).append("</style>\n</head>\n<body>\n");
    html.append("<h1>");
    escaped(title).append("</h1>\n<p>");
    escaped(report.age).append("</p>\n");
    if (!report.lines.isEmpty()) containers(report);
    html.append("<h2>JVM</h2>\n<dl><dt>heap</dt><dd>");
    usage(report.heap).append("</dd>\n");
    if (report.memory != null) memory(report.memory);
    pairs(report.jvm).append("</dl>\n");
    if (!report.identity.isEmpty()) identity(report);
    html.append("<h2>Endpoints</h2>\n<nav><a href=\"/metrics\">/metrics</a>");
    if (report.rawEndpoints) {
      html.append("<a href=\"/task\">/task</a><a href=\"/stats\">/stats</a>");
    }
    html.append("<a href=\"/-/healthy\">/-/healthy</a></nav>\n");
    return html.append("<p><small>ecs-metrics-agent</small></p>\n</body>\n</html>\n").toString();
  }

  private void containers(TaskReport report) {
    html.append("<table>\n<thead><tr><th>container</th><th>CPU</th><th>memory</th>");
    html.append("<th>status</th></tr></thead>\n<tbody>\n");
    for (TaskReport.Line line : report.lines) {
      html.append("<tr><th scope=\"row\">");
      escaped(line.name).append("</th><td data-label=\"CPU\">");
      usage(line.cpu).append("</td><td data-label=\"memory\">");
      usage(line.memory).append("</td><td data-label=\"status\">");
      escaped(line.status).append("</td></tr>\n");
    }
    html.append("</tbody>\n</table>\n");
  }

  private void identity(TaskReport report) {
    html.append("<h2>Identity</h2>\n<dl>\n");
    pairs(report.identity).append("</dl>\n");
  }

  /** Names and values, in turns. */
  private StringBuilder pairs(List<String> pairs) {
    for (int i = 0; i < pairs.size(); i += 2) {
      html.append("<dt>");
      escaped(pairs.get(i)).append("</dt><dd>");
      escaped(pairs.get(i + 1)).append("</dd>\n");
    }
    return html;
  }

  /** The policy allows no {@code style}, so that the bar is of rectangles. */
  private void memory(MemoryBar memory) {
    html.append("<dt>memory</dt><dd><svg viewBox=\"0 0 1000 1\" preserveAspectRatio=\"none\"");
    html.append(" aria-hidden=\"true\">");
    for (int i = 0; i < memory.size(); i++) {
      int begin = memory.begin(i, 1000);
      html.append("<rect class=\"").append(memory.use(i)).append("\" x=\"").append(begin);
      html.append("\" width=\"").append(memory.begin(i + 1, 1000) - begin);
      html.append("\" height=\"1\"/>");
    }
    html.append("</svg>\n<ul>");
    for (int i = 0; i < memory.size(); i++) {
      html.append("<li class=\"").append(memory.use(i)).append("\">").append(memory.amount(i));
      html.append("</li>");
    }
    if (!memory.limit().isEmpty()) html.append("<li>").append(memory.limit()).append("</li>");
    html.append("</ul></dd>\n");
  }

  private StringBuilder usage(Usage usage) {
    int percent = usage.percent();
    if (percent >= 0) {
      html.append("<meter max=\"100\" low=\"70\" high=\"90\" optimum=\"0\" value=\"");
      html.append(percent).append("\"></meter>");
    }
    return escaped(usage.toString());
  }

  private StringBuilder escaped(String value) {
    String text = TextPage.printable(value);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '&') html.append("&amp;");
      else if (c == '<') html.append("&lt;");
      else if (c == '>') html.append("&gt;");
      else if (c == '"') html.append("&quot;");
      else if (c == '\'') html.append("&#39;");
      else html.append(c);
    }
    return html;
  }
}
