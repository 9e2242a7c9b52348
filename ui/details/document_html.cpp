// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/document_html.h"

#include <nlohmann/json.hpp>

namespace framescope::ui {

namespace {

/// A multi-line text below its name, anything else beside it.
void appendMember(std::string& text, const std::string& indent, const std::string& name,
                  const nlohmann::ordered_json& value)
{
    text += indent + name + ":";
    if (value.is_string()) {
        const auto& string = value.get_ref<const std::string&>();
        text += string.find('\n') == std::string::npos ? " " + string + "\n" : "\n" + string + "\n";
    } else if (value.is_object()) {
        text += "\n";
        for (const auto& [key, member] : value.items()) {
            appendMember(text, indent + "  ", key, member);
        }
    } else if (value.is_array()) {
        text += "\n";
        for (const auto& element : value) {
            const bool isPair = element.is_array() && element.size() == 2 &&
                                element[0].is_string() && element[1].is_string();
            if (isPair) {
                text += indent + "  " + element[0].get<std::string>() + ": " +
                        element[1].get<std::string>() + "\n";
            } else {
                text += indent + "  " +
                        (element.is_string() ? element.get<std::string>() : element.dump()) + "\n";
            }
        }
    } else {
        text += " " + value.dump() + "\n";
    }
}

QString escaped(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())).toHtmlEscaped();
}

} // namespace

std::string lifeCycleText(const timeline::EventRecord& record)
{
    return std::string(timeline::typeName(record.entry.type)) + "\n\n" +
           memberLines(record.detail.json);
}

std::string memberLines(std::string_view json)
{
    std::string text;
    const auto members = nlohmann::ordered_json::parse(json, nullptr, /*allow_exceptions=*/false);
    if (members.is_object()) {
        for (const auto& [name, value] : members.items()) {
            appendMember(text, {}, name, value);
        }
    }
    return text;
}

QString headingHtml(const QString& text)
{
    return QStringLiteral("<h4 style='margin:14px 0 4px 0'>%1</h4>").arg(text.toHtmlEscaped());
}

QString factsHtml(const std::vector<std::pair<QString, QString>>& facts)
{
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2'>");
    for (const auto& [name, value] : facts) {
        html += QStringLiteral("<tr><td style='padding-right:18px; white-space:nowrap'>%1</td>"
                               "<td>%2</td></tr>")
                    .arg(name.toHtmlEscaped(), value.toHtmlEscaped());
    }
    return html + QStringLiteral("</table>");
}

QString headHtml(const wire::HttpHead& head)
{
    const std::string start =
        head.isRequest ? head.method + " " + head.target + " " + head.version
                       : head.version + " " + std::to_string(head.status) + " " + head.reason;
    QString html = QStringLiteral("<p style='margin:0 0 4px 0'><code><b>%1</b></code></p>"
                                  "<table cellspacing='0' cellpadding='1'>")
                       .arg(escaped(start));
    for (const auto& field : head.fields) {
        html += QStringLiteral("<tr><td style='padding-right:14px; white-space:nowrap'>"
                               "<code>%1</code></td><td><code>%2</code></td></tr>")
                    .arg(escaped(field.name), escaped(field.value));
    }
    return html + QStringLiteral("</table>");
}

QString violationsHtml(const wire::Violations& violations)
{
    QString html;
    for (const auto& violation : violations) {
        const auto& rule = wire::info(violation.rule);
        html += QStringLiteral("<p style='margin:2px 0'><b>%1</b> %2 <i>(%3, %4)</i></p>")
                    .arg(escaped(wire::severityName(rule.severity)),
                         escaped(wire::violationText(violation)), escaped(rule.id),
                         escaped(rule.section));
    }
    return html;
}

QString preformattedHtml(const QString& text)
{
    return QStringLiteral("<pre style='white-space:pre-wrap; margin:0'>%1</pre>")
        .arg(text.toHtmlEscaped());
}

} // namespace framescope::ui
