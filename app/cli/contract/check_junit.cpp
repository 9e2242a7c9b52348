// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/contract/check_junit.h"

#include "base/text/counted.h"
#include "base/text/qt_string.h"
#include "base/text/visible_text.h"

#include <QXmlStreamWriter>

namespace framescope::cli {

namespace {

void writeFailure(QXmlStreamWriter& xml, const std::string& message,
                  const std::vector<std::string>& examples)
{
    xml.writeStartElement(QStringLiteral("failure"));
    xml.writeAttribute(QStringLiteral("message"), toQString(message));
    xml.writeAttribute(QStringLiteral("type"), QStringLiteral("contract"));
    std::string text;
    for (const std::string& example : examples) {
        text += visibleText(example) + '\n';
    }
    xml.writeCharacters(toQString(text));
    xml.writeEndElement();
}

void startCase(QXmlStreamWriter& xml, const std::string& contract, const std::string& name)
{
    xml.writeStartElement(QStringLiteral("testcase"));
    xml.writeAttribute(QStringLiteral("classname"), toQString(visibleText(contract)));
    xml.writeAttribute(QStringLiteral("name"), toQString(visibleText(name)));
}

} // namespace

std::string checkJunit(const CheckCounts& counts, const contract::Document& contract,
                       const std::string& recording)
{
    QString text;
    QXmlStreamWriter xml(&text);
    xml.setAutoFormatting(true);
    std::size_t failures = counts.unknown > 0 ? 1 : 0;
    for (const CheckCounts::Message& message : counts.messages) {
        failures += message.broken > 0 ? 1 : 0;
    }
    const auto number = [](std::size_t value) { return QString::number(value); };
    xml.writeStartDocument();
    xml.writeStartElement(QStringLiteral("testsuites"));
    xml.writeStartElement(QStringLiteral("testsuite"));
    xml.writeAttribute(QStringLiteral("name"), toQString(visibleText(recording)));
    xml.writeAttribute(QStringLiteral("tests"), number(counts.messages.size() + 1));
    xml.writeAttribute(QStringLiteral("failures"), number(failures));
    xml.writeAttribute(QStringLiteral("errors"), number(0));
    xml.writeAttribute(QStringLiteral("skipped"),
                       number(counts.messages.size() - counts.seenMessages()));
    for (std::size_t i = 0; i < counts.messages.size(); ++i) {
        const CheckCounts::Message& message = counts.messages[i];
        startCase(xml, contract.file(), contract.messages()[i].name);
        if (message.broken > 0) {
            writeFailure(xml,
                         counted(message.broken, "message") + " of " +
                             std::to_string(message.seen) + " broken",
                         message.examples);
        } else if (message.seen == 0) {
            xml.writeStartElement(QStringLiteral("skipped"));
            xml.writeAttribute(QStringLiteral("message"), QStringLiteral("never seen"));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }
    startCase(xml, contract.file(), "every message is one of the contract");
    if (counts.unknown > 0) {
        writeFailure(xml, counted(counts.unknown, "message") + " fit no message of the contract",
                     counts.unknownExamples);
    }
    xml.writeEndDocument();
    return text.toStdString();
}

} // namespace framescope::cli
