// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/text_pane.h"

#include "present/decoded_text.h"
#include "ui/details/document_html.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

namespace framescope::ui {

namespace {

constexpr std::size_t firstPart = 64 * 1024;
constexpr std::size_t growth = 8;

} // namespace

TextPane::TextPane(QWidget* parent)
    : QWidget(parent), text_(new QPlainTextEdit), footer_(new QWidget), note_(new QLabel),
      more_(new QPushButton(tr("Show more")))
{
    text_->setObjectName(QStringLiteral("payloadText"));
    text_->setAccessibleName(tr("Payload as text"));
    text_->setReadOnly(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setFont(style::payloadFont());
    text_->setProperty("plain", true);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setWordWrapMode(QTextOption::WrapAnywhere);
    text_->setTabChangesFocus(true);

    auto* footerLayout = new QHBoxLayout(footer_);
    footerLayout->setContentsMargins(8, 4, 8, 4);
    footerLayout->addWidget(note_, 1);
    footerLayout->addWidget(more_);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(text_, 1);
    layout->addWidget(footer_);
    connect(more_, &QPushButton::clicked, this, &TextPane::showMore);
}

void TextPane::setEvent(const present::LoadedEvent& event)
{
    limit_ = firstPart;
    if (event.record.kind == timeline::Kind::Event) {
        const std::string text = lifeCycleText(event.record);
        bytes_.assign(text.begin(), text.end());
        length_ = bytes_.size();
    } else {
        bytes_ = event.record.payload;
        length_ = event.record.payloadCut ? event.record.detail.length : bytes_.size();
    }
    showPart();
}

void TextPane::showPart()
{
    const present::DecodedText decoded = present::decodeText(bytes_, limit_);
    text_->setPlainText(decoded.text);
    QList<QTextEdit::ExtraSelection> marks;
    for (const auto& range : decoded.invalid) {
        QTextEdit::ExtraSelection mark;
        mark.format.setForeground(style::colours(palette()).bad);
        mark.format.setFontUnderline(true);
        mark.cursor = QTextCursor(text_->document());
        mark.cursor.setPosition(static_cast<int>(range.start));
        mark.cursor.setPosition(static_cast<int>(range.start + range.length),
                                QTextCursor::KeepAnchor);
        marks.append(mark);
    }
    text_->setExtraSelections(marks);

    const QLocale locale;
    QStringList notes;
    if (!decoded.invalid.empty()) {
        notes += tr("Not valid UTF-8: the marked bytes are shown as \\xNN.");
    }
    if (decoded.bytes < length_) {
        notes += tr("The first %1 of %2.")
                     .arg(locale.formattedDataSize(static_cast<qint64>(decoded.bytes)),
                          locale.formattedDataSize(static_cast<qint64>(length_)));
    }
    note_->setText(notes.join(QLatin1Char(' ')));
    footer_->setVisible(!notes.isEmpty());
    more_->setVisible(decoded.bytes < bytes_.size());
}

void TextPane::showMore()
{
    limit_ *= growth;
    showPart();
}

} // namespace framescope::ui
