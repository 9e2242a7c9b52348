// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/close_mode.h"

#include "base/text/qt_string.h"
#include "message/outgoing.h"
#include "ui/composer/edit/message_line.h"
#include "ui/composer/modes/close_code_field.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/elided_label.h"
#include "wire/frames/close_codes.h"
#include "wire/frames/frame_header.h"

#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>

namespace framescope::ui {

namespace {

bool isTemplate(const QString& text)
{
    return text.contains(QLatin1String("{{"));
}

} // namespace

CloseMode::CloseMode(QWidget* parent)
    : ModePane(parent), code_(new CloseCodeField), label_(style::plainLabel()),
      reason_(new MessageLine), meaning_(new ElidedLabel("composerCodeMeaning", "muted"))
{
    code_->setObjectName(QStringLiteral("composerCode"));
    reason_->setObjectName(QStringLiteral("composerReason"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setVerticalSpacing(2);
    grid->addWidget(code_, 0, 0);
    label_->setObjectName(QStringLiteral("composerReasonLabel"));
    grid->addWidget(label_, 0, 1);
    grid->addWidget(reason_, 0, 2);
    grid->addWidget(meaning_, 1, 0, 1, 3);
    grid->setColumnStretch(2, 1);
    grid->setRowStretch(2, 1);
    setFocusProxy(code_);
    setTools(new QWidget);
    connect(code_, &CloseCodeField::editTextChanged, this, &CloseMode::changed);
    connect(reason_, &QLineEdit::textChanged, this, &CloseMode::changed);
    for (const QLineEdit* line : {reason_, code_->lineEdit()}) {
        connect(line, &QLineEdit::returnPressed, this, &CloseMode::sendRequested);
    }
    clearPreview();
}

message::Draft CloseMode::draft() const
{
    message::Draft draft;
    draft.kind = message::Draft::Kind::Close;
    const auto code = code_->code();
    draft.code = code                 ? QString::number(*code)
                 : code_->isInvalid() ? code_->currentText().trimmed()
                                      : QString();
    draft.content = reason_->text();
    return draft;
}

void CloseMode::setDraft(const message::Draft& draft)
{
    bool isNumber = false;
    const ushort code = draft.code.toUShort(&isNumber);
    if (isNumber || draft.code.isEmpty()) {
        code_->setCode(isNumber ? std::optional<std::uint16_t>(code) : std::nullopt);
    } else {
        code_->setEditText(draft.code);
    }
    reason_->setText(draft.content);
}

void CloseMode::preview(const Result<message::Outgoing>& outgoing,
                        const message::TemplateScope& /*scope*/)
{
    const auto* close = outgoing ? std::get_if<message::Close>(&*outgoing) : nullptr;
    describe(close ? close->reason : reason_->text());
}

void CloseMode::clearPreview()
{
    describe(reason_->text());
}

void CloseMode::describe(const QString& reason)
{
    const bool empty = !code_->code() && !code_->isInvalid();
    label_->setText(empty ? tr("Payload in hex") : tr("Reason"));
    reason_->setAccessibleName(empty ? tr("Close payload in hex") : tr("Close reason"));
    reason_->setPlaceholderText(empty ? tr("payload in hex; empty: an empty Close frame")
                                      : tr("reason, at most %1 bytes").arg(wire::MaxCloseReason));
    QString count;
    bool tooLong = false;
    if (empty) {
        const auto bytes = message::bytesFromHex(reason_->text().toStdString());
        const qsizetype size = bytes ? bytes->size() : 0;
        tooLong = size > static_cast<qsizetype>(wire::MaxControlPayload);
        count = bytes && size > 0
                    ? tr("payload: %1 of %2 bytes").arg(size).arg(wire::MaxControlPayload)
                    : QString();
    } else {
        const qsizetype size = reason.toUtf8().size();
        tooLong = size > static_cast<qsizetype>(wire::MaxCloseReason);
        count = tr("reason: %1 of %2 bytes").arg(size).arg(wire::MaxCloseReason);
    }
    const QString said = meaning();
    meaning_->setLine(count.isEmpty()  ? said
                      : said.isEmpty() ? count
                                       : count + QStringLiteral("  ·  ") + said);
    const auto code = code_->code();
    const bool unusual =
        code && (!wire::closeCode(*code).validOnWire || !wire::closeCode(*code).fromBrowser);
    style::restyle(*meaning_, "role",
                   tooLong   ? QStringLiteral("bad")
                   : unusual ? QStringLiteral("warning")
                             : QStringLiteral("muted"));
}

QString CloseMode::meaning() const
{
    const auto code = code_->code();
    if (code_->isInvalid()) {
        return isTemplate(code_->currentText())
                   ? QString()
                   : tr("A code is a number from 0 to 65535, or one of the list.");
    }
    if (!code) {
        return reason_->text().isEmpty() ? tr("An empty Close frame: the other side reports 1005.")
               : message::bytesFromHex(reason_->text().toStdString()) || isTemplate(reason_->text())
                   ? tr("A Close frame with these bytes as they are")
                   : tr("Without a code there is no reason: the field is the payload in hex, such "
                        "as 03 e8.");
    }
    const wire::CloseCode& row = wire::closeCode(*code);
    const QString what =
        QStringLiteral("%1 %2: %3").arg(*code).arg(latinText(row.name), latinText(row.meaning));
    return !row.validOnWire
               ? tr("%1 · is not allowed in a Close frame, and sent all the same").arg(what)
           : !row.fromBrowser ? tr("%1 · a page in a browser could not send it").arg(what)
                              : what;
}

} // namespace framescope::ui
