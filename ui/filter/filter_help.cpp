// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/filter/filter_help.h"

#include "filter/language/fields.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/markup_view.h"

#include <QDialogButtonBox>
#include <QEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QTextBrowser>
#include <QUrl>
#include <QVBoxLayout>

namespace framescope::ui {

namespace {

QString escaped(std::string_view text)
{
    return style::plainMarkup(QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size())));
}

/// A term that can be clicked.
QString example(std::string_view term, const style::Colours& colours)
{
    const QByteArray link = QByteArray(term.data(), static_cast<qsizetype>(term.size())).toHex();
    return QStringLiteral("<a href=\"term:%1\" style=\"color:%2; text-decoration:none\"><code>%3"
                          "</code></a>")
        .arg(QString::fromLatin1(link), colours.accentInk.name(), escaped(term));
}

QString code(std::string_view text)
{
    return QStringLiteral("<code>%1</code>").arg(escaped(text));
}

} // namespace

FilterHelp::FilterHelp(QWidget* parent) : QDialog(parent), text_(new style::MarkupView)
{
    setObjectName(QStringLiteral("filterHelp"));
    setWindowTitle(tr("Filter language"));
    text_->setAccessibleName(tr("Filter language"));
    text_->setProperty("plain", true);
    connect(text_, &QTextBrowser::anchorClicked, this, [this](const QUrl& url) {
        emit exampleChosen(QString::fromUtf8(QByteArray::fromHex(url.path().toLatin1())));
    });
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::close);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(text_, 1);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(12, 8, 12, 10);
    row->addWidget(buttons);
    column->addLayout(row);
    resize(760, 560);
    render();
}

void FilterHelp::render()
{
    const style::Colours& colours = style::colours(palette());
    QString html =
        QStringLiteral("<style>code { font-family: '%1'; } th { color: %2; text-align: left; "
                       "font-weight: normal; } h3 { margin-top: 14px; margin-bottom: 2px; }"
                       "</style>")
            .arg(style::payloadFont().family(), colours.muted.name());
    html += QStringLiteral("<p>%1</p>")
                .arg(tr("Terms side by side must all match. Click an example to try it."));
    std::string_view group;
    for (const filter::Field& field : filter::fields()) {
        if (field.group != group) {
            html += group.empty() ? QString() : QStringLiteral("</table>");
            group = field.group;
            html += QStringLiteral("<h3>%1</h3><table width=\"100%\" cellpadding=\"4\" "
                                   "cellspacing=\"0\">")
                        .arg(escaped(group));
            html += QStringLiteral("<tr><th width=\"15%\">%1</th><th width=\"25%\">%2</th>"
                                   "<th width=\"37%\">%3</th><th width=\"23%\">%4</th></tr>")
                        .arg(tr("Field"), tr("Values"), tr("Meaning"), tr("Example"));
        }
        html += QStringLiteral("<tr><td><code><b>%1</b></code></td><td>%2</td><td>%3</td>"
                               "<td>%4</td></tr>")
                    .arg(escaped(field.name), code(field.values), escaped(field.meaning),
                         example(field.example, colours));
    }
    html += QStringLiteral("</table>");
    const int at = text_->verticalScrollBar()->value();
    text_->document()->setDocumentMargin(14);
    text_->setHtml(html);
    text_->verticalScrollBar()->setValue(at);
}

void FilterHelp::changeEvent(QEvent* event)
{
    QDialog::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        render();
    }
}

} // namespace framescope::ui
