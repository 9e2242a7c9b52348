// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/story/document_html.h"

#include "present/payload/decoded_text.h"
#include "timeline/details/detail_json.h"
#include "transcript/formats/hex_dump.h"
#include "ui/style/plain_text.h"

#include <algorithm>

namespace framescope::ui {

namespace {

using timeline::List;
using timeline::Member;
using timeline::Members;
using timeline::Value;

/// Returns a header, which is a list of its name and value; null if the element is none.
const List* asPair(const Value& element)
{
    const List* list = element.as<List>();
    const bool isPair =
        list && list->size() == 2 && (*list)[0].as<std::string>() && (*list)[1].as<std::string>();
    return isPair ? list : nullptr;
}

bool isStructured(const Value& value)
{
    return value.as<List>() || value.as<Members>();
}

bool isNothing(const Value& value)
{
    const auto* list = value.as<List>();
    const auto* members = value.as<Members>();
    return value.isNull() || (list && list->empty()) || (members && members->empty());
}

void appendMembers(std::string& text, const std::string& indent, const Members& members);

/// Appends lines, each indented.
void appendLines(std::string& text, const std::string& indent, std::string_view lines)
{
    while (!lines.empty()) {
        const std::size_t end = std::min(lines.find('\n'), lines.size());
        text += indent + std::string(lines.substr(0, end)) + "\n";
        lines.remove_prefix(std::min(end + 1, lines.size()));
    }
}

void appendElements(std::string& text, const std::string& indent, const List& list)
{
    for (const Value& element : list) {
        if (const List* pair = asPair(element)) {
            text += indent + textOf((*pair)[0]) + ": " + textOf((*pair)[1]) + "\n";
        } else if (const auto* members = element.as<Members>()) {
            appendMembers(text, indent, *members);
        } else {
            appendLines(text, indent, textOf(element));
        }
    }
}

/// Appends a member: values of several lines below the name, others beside it.
void appendMember(std::string& text, const std::string& indent, const Member& member)
{
    const std::string further = indent + "  ";
    const Value& value = member.value;
    if (isStructured(value) && !isNothing(value)) {
        text += indent + member.name + ":\n";
        if (const auto* list = value.as<List>()) {
            appendElements(text, further, *list);
        } else {
            appendMembers(text, further, *value.as<Members>());
        }
        return;
    }
    const std::string shown = isNothing(value) ? "none" : textOf(value);
    if (shown.find('\n') == std::string::npos) {
        text += indent + member.name + ": " + shown + "\n";
    } else {
        text += indent + member.name + ":\n";
        appendLines(text, further, shown);
    }
}

/// Appends members, the short ones first.
void appendMembers(std::string& text, const std::string& indent, const Members& members)
{
    for (const bool structured : {false, true}) {
        for (const Member& member : members) {
            if (isStructured(member.value) == structured) {
                appendMember(text, indent, member);
            }
        }
    }
}

/// Escapes markup, and bytes that are not UTF-8 as \xNN.
QString escaped(std::string_view text)
{
    return style::plainMarkup(present::decodedText(asBytes(text)));
}

} // namespace

std::string memberLines(const Members& members)
{
    std::string text;
    appendMembers(text, {}, members);
    return text;
}

QString headingHtml(const QString& text)
{
    return QStringLiteral("<p style='margin:16px 0 6px 0; font-size:large; font-weight:600'>%1</p>")
        .arg(style::plainMarkup(text));
}

QString paragraphHtml(const QString& text)
{
    return QStringLiteral("<p style='margin:2px 0'>%1</p>").arg(style::plainMarkup(text));
}

QString factsHtml(const Facts& facts, const style::Colours& colours)
{
    QString html = QStringLiteral("<table cellspacing='0' cellpadding='2'>");
    for (const auto& [name, value] : facts) {
        html += QStringLiteral(
                    "<tr><td width='132' style='padding-right:16px; white-space:nowrap; color:%1'>"
                    "%2</td><td>%3</td></tr>")
                    .arg(colours.muted.name(), style::plainMarkup(name), style::plainMarkup(value));
    }
    return html + QStringLiteral("</table>");
}

QString choiceHtml(const Choices& choices, std::size_t chosen)
{
    QStringList parts;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const QString text = style::plainMarkup(choices[i].first);
        parts += i == chosen ? QStringLiteral("<b>%1</b>").arg(text)
                             : QStringLiteral("<a href='%1'>%2</a>")
                                   .arg(style::plainMarkup(choices[i].second), text);
    }
    return QStringLiteral("<p style='margin:2px 0'>%1</p>")
        .arg(parts.join(QStringLiteral(" &nbsp;·&nbsp; ")));
}

QString headHtml(const wire::HttpHead& head, HeadForm form, const style::Colours& colours)
{
    if (form == HeadForm::Raw) {
        QString raw = present::decodedText(asBytes(head.raw)); // with visible line ends
        return preformattedHtml(raw.replace(QLatin1Char('\n'), QLatin1String("\\n\n")));
    }
    if (form == HeadForm::Hex) {
        std::string dump;
        transcript::appendHexDump(dump, asBytes(head.raw));
        return preformattedHtml(QString::fromStdString(dump));
    }
    const QString line = QStringLiteral("<p style='margin:0 0 2px 20px; text-indent:-20px'><code>%1"
                                        "</code></p>");
    QString html = line.arg(QStringLiteral("<b>%1</b>").arg(escaped(startLine(head))));
    for (const auto& field : head.fields) {
        const QString name = field.name.empty() ? QString() : escaped(field.name + ":");
        html += line.arg(QStringLiteral("<span style='color:%1'>%2</span> %3")
                             .arg(colours.key.name(), name, escaped(field.value)));
    }
    return html;
}

QString violationsHtml(const wire::Violations& violations, const QStringList& contract,
                       const style::Colours& colours)
{
    const auto line = [&colours](wire::Severity severity, const QString& text,
                                 const QString& source) {
        return QStringLiteral("<p style='margin:2px 0'><b style='color:%1'>%2</b>&nbsp; %3 "
                              "<span style='color:%4'>%5</span></p>")
            .arg(colours.of(severity).name(), escaped(wire::severityName(severity)), text,
                 colours.muted.name(), source);
    };
    QString html;
    for (const auto& violation : violations) {
        const auto& rule = wire::info(violation.rule);
        html += line(rule.severity, escaped(wire::violationText(violation)),
                     QStringLiteral("%1, %2").arg(escaped(rule.id), escaped(rule.section)));
    }
    for (const QString& broken : contract) {
        html +=
            line(wire::Severity::Error, escaped(broken.toStdString()), QStringLiteral("contract"));
    }
    return html;
}

QString preformattedHtml(const QString& text)
{
    return QStringLiteral("<pre style='white-space:pre-wrap; margin:0'>%1</pre>")
        .arg(style::plainMarkup(text));
}

} // namespace framescope::ui
