// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/text_pane.h"

#include "present/decoded_text.h"
#include "present/format.h"
#include "ui/details/document_html.h"
#include "ui/details/wrapping.h"
#include "ui/style/colours.h"
#include "ui/style/fonts.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTextBlock>
#include <QVBoxLayout>

namespace framescope::ui {

namespace {

/// Marks beyond these cost more than they tell.
constexpr std::size_t mostMarks = 1000;

} // namespace

TextPane::TextPane(QWidget* parent)
    : QWidget(parent), text_(new QPlainTextEdit), footer_(new QWidget), note_(new QLabel),
      previous_(new QPushButton(tr("Previous"))), next_(new QPushButton(tr("Next")))
{
    setUpText();
    note_->setObjectName(QStringLiteral("payloadNote"));
    note_->setProperty("role", "muted");
    note_->setWordWrap(true);
    previous_->setObjectName(QStringLiteral("previousPart"));
    next_->setObjectName(QStringLiteral("nextPart"));

    auto* footerLayout = new QHBoxLayout(footer_);
    footerLayout->setContentsMargins(12, 6, 12, 6);
    footerLayout->addWidget(note_, 1);
    footerLayout->addWidget(previous_);
    footerLayout->addWidget(next_);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(text_, 1);
    layout->addWidget(footer_);
    connect(previous_, &QPushButton::clicked, this, [this] { showPart(part_ - 1); });
    connect(next_, &QPushButton::clicked, this, [this] { showPart(part_ + 1); });
}

void TextPane::setUpText()
{
    constexpr int margin = 10;
    text_->setObjectName(QStringLiteral("payloadText"));
    text_->setAccessibleName(tr("Payload as text"));
    text_->setReadOnly(true);
    text_->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    text_->setFont(style::payloadFont());
    text_->setProperty("plain", true);
    text_->setFrameShape(QFrame::NoFrame);
    text_->setTabChangesFocus(true);
    text_->document()->setDocumentMargin(margin);
}

void TextPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    if (event->isLifeCycle()) {
        const std::string lines = memberLines(event->record.detail.json);
        const ByteView view = asBytes(lines);
        bytes_ = std::make_shared<const Bytes>(view.begin(), view.end());
        length_ = bytes_->size();
    } else {
        bytes_ = event->payload;
        length_ = event->record.payloadCut ? event->record.detail.length : bytes_->size();
    }
    const bool nothing = bytes_->empty();
    text_->setPlaceholderText(!nothing               ? QString()
                              : event->isLifeCycle() ? tr("There is no more to say of it.")
                                                     : tr("The payload is empty."));
    starts_ = {0};
    showPart(0);
}

void TextPane::showPart(std::size_t part)
{
    part_ = part;
    const std::size_t start = starts_[part_];
    const auto decoded = present::decodeText(ByteView(*bytes_).subspan(start), PartSize);
    const std::size_t end = start + decoded.bytes;
    if (part_ + 1 == starts_.size() && end < bytes_->size()) {
        starts_.push_back(end);
    }
    invalid_.clear();
    for (const auto& range : decoded.invalid) {
        invalid_.emplace_back(static_cast<int>(range.start), static_cast<int>(range.length));
    }
    text_->clear(); // nothing is laid out twice
    text_->setWordWrapMode(wrapModeFor(decoded.text));
    text_->setPlainText(decoded.text);
    showMarks();
    showNotes(start, end);
}

void TextPane::showMarks()
{
    QList<QTextEdit::ExtraSelection> marks;
    QTextCharFormat format;
    format.setForeground(style::colours(palette()).bad);
    format.setBackground(style::colours(palette()).badFill);
    for (std::size_t i = 0; i < invalid_.size() && i < mostMarks; ++i) {
        const auto [start, length] = invalid_[i];
        QTextCursor cursor(text_->document());
        cursor.setPosition(start);
        cursor.setPosition(start + length, QTextCursor::KeepAnchor);
        marks.append({cursor, format});
    }
    text_->setExtraSelections(marks);
}

void TextPane::showNotes(std::size_t start, std::size_t end)
{
    QStringList notes;
    if (!invalid_.empty()) {
        notes += tr("Not valid UTF-8: the marked bytes are shown as \\xNN.");
    }
    const bool isPart = start > 0 || end < bytes_->size();
    if (isPart) {
        notes += tr("Bytes %1 to %2 of %3.")
                     .arg(present::formatCount(start + 1), present::formatCount(end),
                          present::formatCount(length_));
    }
    if (bytes_->size() < length_ && end == bytes_->size()) {
        notes += tr("No more than %1 were loaded.").arg(present::formatBytes(bytes_->size()));
    }
    note_->setText(notes.join(QLatin1Char(' ')));
    footer_->setVisible(!notes.isEmpty());
    previous_->setVisible(isPart);
    next_->setVisible(isPart);
    previous_->setEnabled(part_ > 0);
    next_->setEnabled(end < bytes_->size());
}

void TextPane::changeEvent(QEvent* event)
{
    QWidget::changeEvent(event);
    if (event->type() == QEvent::PaletteChange && bytes_) {
        showMarks();
    }
}

} // namespace framescope::ui
