// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/document_html.h"

#include "base/qt_string.h"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace framescope::ui {

namespace {

using Json = nlohmann::ordered_json;

std::string valueText(const Json& value)
{
    return value.is_string() ? value.get<std::string>()
                             : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

bool isPair(const Json& element)
{
    return element.is_array() && element.size() == 2 && element[0].is_string() &&
           element[1].is_string();
}

void appendMembers(std::string& text, const std::string& indent, const Json& object);

/// Each line of it indented.
void appendLines(std::string& text, const std::string& indent, std::string_view lines)
{
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        text += indent + std::string(lines.substr(0, end)) + "\n";
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

void appendElements(std::string& text, const std::string& indent, const Json& list)
{
    for (const Json& element : list) {
        if (isPair(element)) { // a header
            text += indent + valueText(element[0]) + ": " + valueText(element[1]) + "\n";
        } else if (element.is_object()) {
            appendMembers(text, indent, element);
        } else {
            appendLines(text, indent, valueText(element));
        }
    }
}

/// What has several lines below its name, anything else beside it.
void appendMember(std::string& text, const std::string& indent, const std::string& name,
                  const Json& value)
{
    const std::string further = indent + "  ";
    const bool isNothing = value.is_null() || (value.is_structured() && value.empty());
    if (value.is_structured() && !isNothing) {
        text += indent + name + ":\n";
        value.is_array() ? appendElements(text, further, value)
                         : appendMembers(text, further, value);
        return;
    }
    const std::string shown = isNothing ? "none" : valueText(value);
    if (shown.find('\n') == std::string::npos) {
        text += indent + name + ": " + shown + "\n";
    } else {
        text += indent + name + ":\n";
        appendLines(text, further, shown);
    }
}

/// What is short first.
void appendMembers(std::string& text, const std::string& indent, const Json& object)
{
    for (const bool structured : {false, true}) {
        for (const auto& [name, value] : object.items()) {
            if (value.is_structured() == structured) {
                appendMember(text, indent, name, value);
            }
        }
    }
}

QString escaped(std::string_view text)
{
    return toQString(text).toHtmlEscaped();
}

const QColor& colourOf(wire::Severity severity, const style::Colours& colours)
{
    switch (severity) {
    case wire::Severity::Error:
        return colours.bad;
    case wire::Severity::Warning:
        return colours.warning;
    case wire::Severity::Info:
        break;
    }
    return colours.accentInk;
}

} // namespace

std::string memberLines(std::string_view json)
{
    std::string text;
    const auto members = Json::parse(json, nullptr, /*allow_exceptions=*/false);
    if (members.is_object()) {
        appendMembers(text, {}, members);
    }
    return text;
}

QString headingHtml(const QString& text)
{
    return QStringLiteral("<p style='margin:16px 0 6px 0; font-size:large; font-weight:600'>%1</p>")
        .arg(text.toHtmlEscaped());
}

QString paragraphHtml(const QString& text)
{
    return QStringLiteral("<p style='margin:2px 0'>%1</p>").arg(text.toHtmlEscaped());
}

QString factsHtml(const Facts& facts, const style::Colours& colours)
{
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2'>");
    for (const auto& [name, value] : facts) {
        html += QStringLiteral(
                    "<tr><td width='132' style='padding-right:16px; white-space:nowrap; color:%1'>"
                    "%2</td><td>%3</td></tr>")
                    .arg(colours.muted.name(), name.toHtmlEscaped(), value.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

QString headHtml(const wire::HttpHead& head, const style::Colours& colours)
{
    const std::string start =
        head.isRequest ? head.method + " " + head.target + " " + head.version
                       : head.version + " " + std::to_string(head.status) + " " + head.reason;
    const QString line = QStringLiteral("<p style='margin:0 0 2px 20px; text-indent:-20px'><code>%1"
                                        "</code></p>");
    QString html = line.arg(QStringLiteral("<b>%1</b>").arg(escaped(start)));
    for (const auto& field : head.fields) {
        const QString name = field.name.empty() ? QString() : escaped(field.name + ":");
        html += line.arg(QStringLiteral("<span style='color:%1'>%2</span> %3")
                             .arg(colours.key.name(), name, escaped(field.value)));
    }
    return html;
}

QString violationsHtml(const wire::Violations& violations, const style::Colours& colours)
{
    QString html;
    for (const auto& violation : violations) {
        const auto& rule = wire::info(violation.rule);
        html += QStringLiteral("<p style='margin:2px 0'><b style='color:%1'>%2</b>&nbsp; %3 "
                               "<span style='color:%4'>%5, %6</span></p>")
                    .arg(colourOf(rule.severity, colours).name(),
                         escaped(wire::severityName(rule.severity)),
                         escaped(wire::violationText(violation)), colours.muted.name(),
                         escaped(rule.id), escaped(rule.section));
    }
    return html;
}

QString preformattedHtml(const QString& text)
{
    return QStringLiteral("<pre style='white-space:pre-wrap; margin:0'>%1</pre>")
        .arg(text.toHtmlEscaped());
}

} // namespace framescope::ui
