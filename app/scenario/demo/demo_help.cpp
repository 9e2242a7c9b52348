// SPDX-License-Identifier: GPL-3.0-or-later
#include "scenario/demo/demo_paths.h"
#include "scenario/demo/demo_scenarios.h"

#include <QString>

#include <algorithm>

namespace framescope::scenario {

namespace {

std::string escaped(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()))
        .toHtmlEscaped()
        .toStdString();
}

std::string parameterText(const DemoParameter& parameter)
{
    const std::string_view standard = parameter.standard.empty() ? "none" : parameter.standard;
    return std::string(parameter.name) + "=… " + std::string(parameter.what) + " (" +
           std::string(standard) + ")";
}

/// Sentences about all paths.
std::string commonText(std::string_view between)
{
    std::string text("Pings are answered and permessage-deflate is agreed on.");
    text.append(between).append("Of the subprotocols offered the first of ");
    const auto subprotocols = demoSubprotocols();
    for (std::size_t i = 0; i < subprotocols.size(); ++i) {
        const bool last = i + 1 == subprotocols.size();
        text.append(i == 0 ? "" : last ? " and " : ", ").append(subprotocols[i]);
    }
    text.append(" is chosen.").append(between).append("Every path takes ?");
    return text + parameterText(DemoDeflate) + ".";
}

constexpr std::string_view PageStart = R"(<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>Framescope demo server</title>
<style>
body { font: 16px/1.5 sans-serif; max-width: 60em; margin: 2em auto; padding: 0 1em; }
table { border-collapse: collapse; }
td { vertical-align: top; padding: .4em 1.5em .4em 0; border-top: 1px solid #8885; }
</style>
</head>
<body>
<h1>Framescope demo server</h1>
)";

} // namespace

std::string demoHelp()
{
    constexpr std::size_t Column = 16;
    std::string text;
    for (const DemoPath& row : demoPaths()) {
        text.append("  ").append(row.path);
        text.append(Column - 2 - row.path.size(), ' ').append(row.what).append("\n");
        for (const DemoParameter& parameter : row.parameters) {
            if (parameter.name != DemoDeflate.name) {
                text.append(Column, ' ').append("  ?" + parameterText(parameter)).append("\n");
            }
        }
    }
    for (const DemoScenario& row : demoScenarios()) {
        text.append("  ").append(row.path);
        text.append(std::max(Column - 2, row.path.size() + 1) - row.path.size(), ' ');
        text.append(row.what).append("\n");
    }
    return text + "\n" + commonText("\n") + "\n";
}

std::string demoPage(std::string_view address)
{
    std::string page(PageStart);
    page += "<p>Connect a WebSocket client to one of these paths of <code>" + escaped(address) +
            "</code>.</p>\n<table>\n";
    for (const DemoPath& row : demoPaths()) {
        page += "<tr><td><code>" + escaped(row.path) + "</code></td><td>" + escaped(row.what);
        for (const DemoParameter& parameter : row.parameters) {
            if (parameter.name != DemoDeflate.name) {
                page += "<br><code>?" + escaped(parameterText(parameter)) + "</code>";
            }
        }
        page += "</td></tr>\n";
    }
    for (const DemoScenario& row : demoScenarios()) {
        page += "<tr><td><code>" + escaped(row.path) + "</code></td><td>" + escaped(row.what) +
                "</td></tr>\n";
    }
    return page + "</table>\n<p>" + escaped(commonText(" ")) + "</p>\n</body>\n</html>\n";
}

} // namespace framescope::scenario
