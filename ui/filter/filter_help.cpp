// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_help.h"

#include "base/text/qt_string.h"
#include "filter/language/fields.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"

#include <QUrl>

namespace framescope::ui {

namespace {

QString markupOf(std::string_view text)
{
    return style::plainMarkup(toQString(text));
}

/// A term as a link.
QString example(std::string_view term, const style::Colours& colours)
{
    const QByteArray link = QByteArray(term.data(), static_cast<qsizetype>(term.size())).toHex();
    return QStringLiteral("<a href=\"term:%1\" style=\"color:%2; text-decoration:none\"><code>%3"
                          "</code></a>")
        .arg(QString::fromLatin1(link), colours.accentInk.name(), markupOf(term));
}

QString code(std::string_view text)
{
    return QStringLiteral("<code>%1</code>").arg(markupOf(text));
}

} // namespace

QString filterHelp(const style::Colours& colours)
{
    QString html =
        QStringLiteral("<style>code { font-family: '%1'; } th { color: %2; text-align: left; "
                       "font-weight: normal; } h3 { margin-top: 14px; margin-bottom: 2px; }"
                       "</style>")
            .arg(style::payloadFont().family(), colours.muted.name());
    html += QStringLiteral("<p>%1</p>")
                .arg(translated("Terms side by side must all match. Click an example to try it."));
    std::string_view group;
    for (const filter::Field& field : filter::fields()) {
        if (field.group != group) {
            html += group.empty() ? QString() : QStringLiteral("</table>");
            group = field.group;
            html += QStringLiteral("<h3>%1</h3><table width=\"100%\" cellpadding=\"4\" "
                                   "cellspacing=\"0\">")
                        .arg(markupOf(group));
            html += QStringLiteral("<tr><th width=\"15%\">%1</th><th width=\"25%\">%2</th>"
                                   "<th width=\"37%\">%3</th><th width=\"23%\">%4</th></tr>")
                        .arg(translated("Field"), translated("Values"), translated("Meaning"),
                             translated("Example"));
        }
        html += QStringLiteral("<tr><td><code><b>%1</b></code></td><td>%2</td><td>%3</td>"
                               "<td>%4</td></tr>")
                    .arg(markupOf(field.name), code(field.values), markupOf(field.meaning),
                         example(field.example, colours));
    }
    return html + QStringLiteral("</table>");
}

QString exampleOf(const QUrl& link)
{
    return QString::fromUtf8(QByteArray::fromHex(link.path().toLatin1()));
}

} // namespace framescope::ui
