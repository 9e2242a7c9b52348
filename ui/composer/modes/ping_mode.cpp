// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/ping_mode.h"

#include "ui/composer/edit/template_edit.h"
#include "ui/composer/modes/expanding_edit.h"
#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "wire/frames/frame_header.h"

#include <QComboBox>
#include <QLabel>

namespace framescope::ui {

namespace {

using message::Form;
using Kind = message::Draft::Kind;

} // namespace

PingMode::PingMode(QWidget* parent)
    : ModePane(parent), kind_(new QComboBox), form_(new QComboBox), payload_(new ExpandingEdit),
      count_(style::plainLabel({}, "muted"))
{
    payload_->edit().setAccessibleName(tr("Payload of the ping or pong"));
    kind_->setObjectName(QStringLiteral("pingKind"));
    kind_->setAccessibleName(tr("Ping or pong"));
    kind_->addItem(tr("Ping"), static_cast<int>(Kind::Ping));
    kind_->addItem(tr("Pong"), static_cast<int>(Kind::Pong));
    form_->setObjectName(QStringLiteral("pingForm"));
    form_->setAccessibleName(tr("How the payload is written"));
    form_->addItem(tr("Text"), static_cast<int>(Form::Text));
    form_->addItem(tr("Hex"), static_cast<int>(Form::Hex));
    form_->addItem(tr("Base64"), static_cast<int>(Form::Base64));
    count_->setObjectName(QStringLiteral("pingBytes"));
    style::column(this)->addWidget(payload_);
    setFocusProxy(payload_);
    auto* tools = new QWidget;
    auto* row = style::row(tools, {}, 8);
    row->addWidget(kind_);
    row->addWidget(form_);
    row->addWidget(count_);
    row->addStretch(1);
    setTools(tools);
    for (QComboBox* box : {kind_, form_}) {
        connect(box, &QComboBox::currentIndexChanged, this, &PingMode::describe);
    }
    connect(&payload_->edit(), &QPlainTextEdit::textChanged, this, &PingMode::changed);
    describe();
    showCount(0);
}

void PingMode::describe()
{
    const bool ping = kind_->currentIndex() == 0;
    payload_->edit().setPlaceholderText(
        ping ? tr("payload of the ping, at most 125 bytes; may be empty")
             : tr("payload of the pong, at most 125 bytes; nobody has to have asked for it"));
    emit changed();
}

message::Draft PingMode::draft() const
{
    message::Draft draft;
    draft.kind = static_cast<Kind>(kind_->currentData().toInt());
    draft.form = static_cast<Form>(form_->currentData().toInt());
    draft.content = payload_->edit().message();
    return draft;
}

void PingMode::setDraft(const message::Draft& draft)
{
    kind_->setCurrentIndex(kind_->findData(static_cast<int>(draft.kind)));
    form_->setCurrentIndex(form_->findData(static_cast<int>(draft.form)));
    payload_->edit().setPlainText(draft.content);
    payload_->edit().moveCursor(QTextCursor::End);
}

void PingMode::clear()
{
    payload_->edit().clear();
}

bool PingMode::isEmpty() const
{
    return payload_->edit().document()->isEmpty();
}

qsizetype PingMode::weight() const
{
    return payload_->edit().document()->characterCount();
}

void PingMode::preview(const Result<message::Outgoing>& outgoing,
                       const message::TemplateScope& scope)
{
    if (outgoing) {
        const auto* ping = std::get_if<message::Ping>(&*outgoing);
        const auto* pong = std::get_if<message::Pong>(&*outgoing);
        showCount(ping   ? ping->payload.size()
                  : pong ? pong->payload.size()
                         : std::optional<qsizetype>());
    } else {
        const bool isText = form_->currentIndex() == 0;
        showCount(isText ? std::optional(payload_->edit().message().toUtf8().size())
                         : std::nullopt);
    }
    if (!payload_->hasTemplates()) {
        payload_->edit().setMistake(std::nullopt);
        payload_->show({});
    } else if (const auto expanded = payload_->expand(scope)) {
        payload_->show(*expanded);
    }
}

void PingMode::clearPreview()
{
    payload_->edit().setMistake(std::nullopt);
    payload_->show({});
    showCount(weight() > 1 ? std::nullopt : std::optional<qsizetype>(0));
}

void PingMode::showCount(std::optional<qsizetype> bytes)
{
    const auto most = static_cast<qsizetype>(wire::MaxControlPayload);
    count_->setText(bytes ? tr("%1 of %2 bytes").arg(*bytes).arg(most) : QString());
    style::restyle(*count_, "role",
                   bytes && *bytes > most ? QStringLiteral("bad") : QStringLiteral("muted"));
}

QString PingMode::hint() const
{
    QStringList hints;
    for (const QComboBox* box : {kind_, form_}) {
        if (box->currentIndex() > 0) {
            hints += box->currentText();
        }
    }
    return hints.join(QStringLiteral(", "));
}

void PingMode::setVariables(const QStringList& names)
{
    payload_->edit().setVariables(names);
}

} // namespace framescope::ui
