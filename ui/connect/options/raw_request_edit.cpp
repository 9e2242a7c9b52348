// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/raw_request_edit.h"

#include "base/text/counted.h"
#include "base/text/qt_string.h"
#include "base/text/visible_text.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QTextDocument>

#include <algorithm>

namespace framescope::ui {

namespace {

constexpr std::string_view End = "\r\n\r\n";

/// The lines as they go out.
std::string headFrom(std::string_view lines)
{
    std::string head;
    for (const char c : lines) {
        if (c == '\n') {
            head += '\r';
        }
        head += c;
    }
    if (!head.empty() && !head.ends_with(End)) {
        head += head.ends_with("\r\n") ? "\r\n" : End;
    }
    return head;
}

/// A line of bytes for each line of the head, with its end in escapes.
std::string shownBytes(std::string_view head)
{
    std::string shown;
    while (!head.empty()) {
        const std::size_t end = std::min(head.find('\n'), head.size() - 1) + 1;
        shown += visibleText(head.substr(0, end));
        shown += '\n';
        head.remove_prefix(end);
    }
    return shown;
}

} // namespace

RawRequestEdit::RawRequestEdit(QWidget* parent)
    : QWidget(parent), text_(new QPlainTextEdit), summary_(style::wrappedLabel({}, "muted")),
      bytes_(new QPlainTextEdit)
{
    text_->setObjectName(QStringLiteral("rawRequest"));
    text_->setAccessibleName(tr("The whole head of the request"));
    text_->setTabChangesFocus(true);
    text_->setLineWrapMode(QPlainTextEdit::NoWrap);
    bytes_->setObjectName(QStringLiteral("rawRequestBytes"));
    bytes_->setAccessibleName(tr("The bytes that go out"));
    bytes_->setReadOnly(true);
    bytes_->setTabChangesFocus(true);
    bytes_->setLineWrapMode(QPlainTextEdit::NoWrap);
    for (QPlainTextEdit* field : {text_, bytes_}) {
        style::usePayloadFont(*field);
        constexpr int FewestLines = 6;
        field->setMinimumHeight(FewestLines * field->fontMetrics().lineSpacing() + 12);
    }
    auto* column = style::column(this, {}, 6);
    column->addWidget(text_, 3);
    column->addWidget(summary_);
    column->addWidget(bytes_, 2);
    setFocusProxy(text_);
    connect(text_, &QPlainTextEdit::textChanged, this, [this] {
        if (!filling_) {
            given_.clear();
            showBytes();
            emit edited();
        }
    });
}

std::string RawRequestEdit::request() const
{
    if (!given_.empty()) {
        return given_;
    }
    return headFrom(text_->document()
                        ->toRawText()
                        .replace(QChar::ParagraphSeparator, QLatin1Char('\n'))
                        .toStdString());
}

void RawRequestEdit::setRequest(const std::string& request)
{
    filling_ = true;
    QString text = toQString(request).replace(QStringLiteral("\r\n"), QStringLiteral("\n"));
    if (request.ends_with(End)) {
        text.chop(2); // the empty line is added again
    }
    text_->setPlainText(text);
    given_ = request;
    filling_ = false;
    showBytes();
}

bool RawRequestEdit::isEmpty() const
{
    return text_->document()->isEmpty();
}

void RawRequestEdit::showBytes()
{
    const std::string head = request();
    summary_->setText(
        head.empty()
            ? tr("Nothing is written: the request is made of the other options.")
            : tr("These %1 go out: each line ends with CRLF, and an empty line is the end.")
                  .arg(toQString(counted(head.size(), "byte"))));
    bytes_->setPlainText(toQString(shownBytes(head)));
}

} // namespace framescope::ui
