// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/style/plain_text.h"

#include "present/words/visible_line.h"

#include <QLabel>
#include <QStringList>
#include <QToolTip>

namespace framescope::ui::style {

namespace {

constexpr qsizetype LongestLine = 90; // characters
constexpr qsizetype MostLines = 30;

/// The end of the line that begins at `start`: after a space if there is one.
qsizetype endOfLine(const QString& text, qsizetype start)
{
    if (text.size() - start <= LongestLine) {
        return text.size();
    }
    const qsizetype space = text.lastIndexOf(QLatin1Char(' '), start + LongestLine - 1);
    qsizetype end = space > start ? space + 1 : start + LongestLine;
    if (text.at(end - 1).isHighSurrogate()) {
        --end;
    }
    return end;
}

QStringList wrapped(const QString& text)
{
    QStringList lines;
    for (const QString& paragraph : text.split(QLatin1Char('\n'))) {
        qsizetype start = 0;
        do {
            if (lines.size() == MostLines) {
                lines += QString(QChar(0x2026));
                return lines;
            }
            const qsizetype end = endOfLine(paragraph, start);
            lines += paragraph.mid(start, end - start);
            start = end;
        } while (start < paragraph.size());
    }
    return lines;
}

} // namespace

QString plainMarkup(const QString& text)
{
    return present::visibleLines(text).toHtmlEscaped();
}

QString toolTipMarkup(const QString& text)
{
    if (text.isEmpty()) {
        return {}; // hides the tooltip
    }
    constexpr qsizetype most = LongestLine * (MostLines + 1);
    return QStringLiteral("<p style='white-space:pre; margin:0'>%1</p>")
        .arg(wrapped(present::visibleLines(text.left(most)))
                 .join(QLatin1Char('\n'))
                 .toHtmlEscaped());
}

void showToolTip(const QPoint& globalPosition, const QString& text, QWidget* widget,
                 const QRect& area, int milliseconds)
{
    QToolTip::showText(globalPosition, toolTipMarkup(text), widget, area, milliseconds);
}

void hideToolTip()
{
    QToolTip::hideText();
}

QLabel* plainLabel(const QString& text, const char* role)
{
    auto* label = new QLabel;
    label->setTextFormat(Qt::PlainText); // before setText(), which would guess the format
    label->setText(text);
    label->setProperty("role", QLatin1String(role));
    return label;
}

QLabel* wrappedLabel(const QString& text, const char* role)
{
    QLabel* label = plainLabel(text, role);
    label->setWordWrap(true);
    return label;
}

QLabel* messageLabel(const char* objectName)
{
    QLabel* label = wrappedLabel({}, "muted");
    label->setObjectName(QLatin1String(objectName));
    label->setAlignment(Qt::AlignCenter);
    return label;
}

QString withoutMnemonic(const QString& text)
{
    return present::visibleLine(text.simplified()).replace(QLatin1Char('&'), QLatin1String("&&"));
}

QString menuText(const QString& text, qsizetype most)
{
    QString line = text.left(most * 2).simplified();
    if (line.size() > most) {
        line = line.left(most - 1) + QChar(0x2026);
    }
    return withoutMnemonic(line);
}

QString windowTitle(const QString& text)
{
    return present::visibleLine(text).replace(QLatin1String("[*]"), QLatin1String("[*][*]"));
}

} // namespace framescope::ui::style
