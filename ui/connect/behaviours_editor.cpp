// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/behaviours_editor.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "ui/connect/options/option_fields.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/plain_text.h"
#include "ui/style/restyle.h"
#include "ui/widgets/error_text.h"
#include "wire/frames/close_codes.h"

#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>
#include <limits>

namespace framescope::ui {

using connection::Behaviours;
using std::chrono::milliseconds;

namespace {

constexpr int LargestPiece = 16 * 1024 * 1024;
/// The value of `closeWait_` that stands for the timeout of the connection.
constexpr milliseconds UsualWait{0};

Result<wire::MaskKey> keyFrom(const QString& typed)
{
    wire::MaskKey key{};
    return parseHex(typed.toStdString())
        .and_then([&key](const Bytes& bytes) -> Result<wire::MaskKey> {
            if (bytes.size() != key.size()) {
                return failure("it has 4 bytes, 8 digits in hex");
            }
            std::ranges::copy(bytes, key.begin());
            return key;
        })
        .map_error([](const Error& error) {
            return Error{error.where.empty() ? error.what : error.where + ": " + error.what,
                         "masking key", "01020304, for instance"};
        });
}

} // namespace

BehavioursEditor::BehavioursEditor(QWidget* parent)
    : QWidget(parent), pong_(new ChoiceField("pong", {tr("Answer with a pong"), tr("Don't answer"),
                                                      tr("Answer with a wrong payload")})),
      pongDelay_(new DurationField("pongDelay", milliseconds(0), LongestTime)),
      closeReply_(new ChoiceField("closeReply",
                                  {tr("Answer with the same code"), tr("Answer with the code"),
                                   tr("Answer without a code"), tr("Don't answer")})),
      closeReplyCode_(
          new NumberField("closeReplyCode", 0, std::numeric_limits<std::uint16_t>::max())),
      closeReplyDelay_(new DurationField("closeReplyDelay", milliseconds(0), LongestTime)),
      afterClose_(new ChoiceField("afterClose", {tr("Wait for the answer"), tr("End TCP (FIN)"),
                                                 tr("Reset TCP (RST)"), tr("Half-close TCP"),
                                                 tr("Go on sending")})),
      closeWait_(new DurationField("closeWait", UsualWait, LongestTime)),
      pieceSize_(new NumberField("pieceSize", 0, LargestPiece)),
      piecePause_(new DurationField("piecePause", milliseconds(0), LongestTime)),
      mask_(new ChoiceField(
          "mask", {tr("A random key for each frame"), tr("Don't mask"), tr("Always the key")})),
      maskKey_(new QLineEdit)
{
    for (QDoubleSpinBox* delay : {pongDelay_, closeReplyDelay_}) {
        delay->setPrefix(tr("after "));
        delay->setSpecialValueText(tr("at once"));
    }
    closeWait_->setSpecialValueText(tr("as long as usual"));
    closeWait_->setPrefix(tr("at most "));
    pieceSize_->setSpecialValueText(tr("As they are"));
    pieceSize_->setPrefix(tr("In pieces of "));
    pieceSize_->setSuffix(tr(" bytes"));
    piecePause_->setPrefix(tr("pause "));
    maskKey_->setObjectName(QStringLiteral("maskKey"));
    maskKey_->setMaxLength(16);
    style::usePayloadFont(*maskKey_);
    const auto name = [](QWidget* field, const QString& text) { field->setAccessibleName(text); };
    name(pong_, tr("When a ping comes"));
    name(pongDelay_, tr("Time before a pong"));
    name(closeReply_, tr("When the server closes"));
    name(closeReplyCode_, tr("Close code of the answer"));
    name(closeReplyDelay_, tr("Time before the answer to a Close"));
    name(afterClose_, tr("After our own Close"));
    name(closeWait_, tr("Longest time to wait after our own Close"));
    name(pieceSize_, tr("Bytes written to TCP at once"));
    name(piecePause_, tr("Time between two pieces"));
    name(mask_, tr("Masking of frames"));
    name(maskKey_, tr("Masking key, 4 bytes in hex"));

    auto* form = new QFormLayout(this);
    form->setContentsMargins({});
    form->setSpacing(6);
    form->setRowWrapPolicy(QFormLayout::WrapLongRows);
    addRow(*form, tr("When a p&ing comes"), {pong_, pongDelay_}, [this] { return ofPong(); });
    addRow(*form, tr("When the server c&loses"), {closeReply_, closeReplyCode_, closeReplyDelay_},
           [this] { return ofCloseReply(); });
    addRow(*form, tr("&After our own Close"), {afterClose_, closeWait_},
           [this] { return ofAfterClose(); });
    addRow(*form, tr("&Bytes go out"), {pieceSize_, piecePause_}, [this] { return ofPieces(); });
    addRow(*form, tr("Mas&king"), {mask_, maskKey_}, [this] { return ofMask(); });
    for (QComboBox* field : {pong_, closeReply_, afterClose_, mask_}) {
        connect(field, &QComboBox::currentIndexChanged, this, &BehavioursEditor::take);
    }
    for (QDoubleSpinBox* field : {pongDelay_, closeReplyDelay_, closeWait_, piecePause_}) {
        connect(field, &QDoubleSpinBox::valueChanged, this, &BehavioursEditor::take);
    }
    for (QSpinBox* field : {closeReplyCode_, pieceSize_}) {
        connect(field, &QSpinBox::valueChanged, this, &BehavioursEditor::take);
    }
    connect(maskKey_, &QLineEdit::textChanged, this, &BehavioursEditor::take);
    setBehaviours({});
}

void BehavioursEditor::addRow(QFormLayout& form, const QString& label,
                              const std::vector<QWidget*>& fields,
                              std::function<QString()> explanation)
{
    auto* holder = new QWidget;
    auto* column = style::column(holder, {}, 2);
    auto* below = style::wrappedLabel({}, "muted");
    column->addWidget(sideBySide(fields));
    column->addWidget(below);
    holder->setFocusProxy(fields.front());
    form.addRow(label, holder);
    explanations_.push_back({below, std::move(explanation)});
}

Behaviours BehavioursEditor::behaviours() const
{
    Behaviours chosen;
    chosen.pong = pong_->choice<Behaviours::Pong>();
    chosen.pongDelay = pongDelay_->duration();
    chosen.closeReply = closeReply_->choice<Behaviours::CloseReply>();
    chosen.closeReplyCode = static_cast<std::uint16_t>(closeReplyCode_->value());
    chosen.closeReplyDelay = closeReplyDelay_->duration();
    chosen.afterClose = afterClose_->choice<Behaviours::AfterClose>();
    if (closeWait_->duration() > UsualWait) {
        chosen.closeWait = closeWait_->duration();
    }
    chosen.pieceSize = static_cast<std::uint32_t>(pieceSize_->value());
    chosen.piecePause = chosen.pieceSize > 0 ? piecePause_->duration() : milliseconds(0);
    chosen.mask = mask_->choice<Behaviours::Mask>();
    chosen.maskKey = keyFrom(maskKey_->text()).value_or(key_);
    return chosen;
}

void BehavioursEditor::setBehaviours(const Behaviours& behaviours)
{
    loading_ = true;
    key_ = behaviours.maskKey;
    pong_->setChoice(behaviours.pong);
    pongDelay_->setDuration(behaviours.pongDelay);
    closeReply_->setChoice(behaviours.closeReply);
    closeReplyCode_->setValue(behaviours.closeReplyCode);
    closeReplyDelay_->setDuration(behaviours.closeReplyDelay);
    afterClose_->setChoice(behaviours.afterClose);
    closeWait_->setDuration(behaviours.closeWait.value_or(UsualWait));
    pieceSize_->setValue(
        static_cast<int>(std::min<std::uint32_t>(behaviours.pieceSize, LargestPiece)));
    piecePause_->setDuration(behaviours.piecePause);
    mask_->setChoice(behaviours.mask);
    maskKey_->setText(latinText(toHex(behaviours.maskKey)));
    loading_ = false;
    show();
}

Result<void> BehavioursEditor::check() const
{
    if (mask_->choice<Behaviours::Mask>() != Behaviours::Mask::Key) {
        return {};
    }
    return keyFrom(maskKey_->text()).map([](const wire::MaskKey& /*key*/) {});
}

void BehavioursEditor::take()
{
    if (loading_) {
        return;
    }
    key_ = keyFrom(maskKey_->text()).value_or(key_);
    show();
    emit changed();
}

/// Enables the fields that belong to the choices, and explains these.
void BehavioursEditor::show()
{
    pongDelay_->setVisible(pong_->choice<Behaviours::Pong>() != Behaviours::Pong::Off);
    const auto reply = closeReply_->choice<Behaviours::CloseReply>();
    closeReplyCode_->setVisible(reply == Behaviours::CloseReply::Code);
    closeReplyDelay_->setVisible(reply != Behaviours::CloseReply::None);
    const auto after = afterClose_->choice<Behaviours::AfterClose>();
    closeWait_->setVisible(after != Behaviours::AfterClose::Fin &&
                           after != Behaviours::AfterClose::Reset);
    piecePause_->setVisible(pieceSize_->value() > 0);
    maskKey_->setVisible(mask_->choice<Behaviours::Mask>() == Behaviours::Mask::Key);
    style::restyle(*maskKey_, "invalid", !check());
    for (const Explanation& explanation : explanations_) {
        explanation.label->setText(explanation.text());
    }
    style::restyle(*explanations_.back().label, "role",
                   check() ? QStringLiteral("muted") : QStringLiteral("bad"));
}

QString BehavioursEditor::ofPong() const
{
    switch (pong_->choice<Behaviours::Pong>()) {
    case Behaviours::Pong::Send:
        return tr("With the payload of the ping (RFC 6455 5.5.3).");
    case Behaviours::Pong::Off:
        return tr("The server should notice, and may end the connection.");
    case Behaviours::Pong::WrongPayload:
        return tr("The server should not take it for its answer.");
    }
    return {};
}

QString BehavioursEditor::ofCloseReply() const
{
    switch (closeReply_->choice<Behaviours::CloseReply>()) {
    case Behaviours::CloseReply::Echo:
        return tr("As the RFC wants (RFC 6455 5.5.1).");
    case Behaviours::CloseReply::Code: {
        const auto code = static_cast<std::uint16_t>(closeReplyCode_->value());
        const QString name = latinText(wire::closeCode(code).name);
        return wire::closeCode(code).validOnWire
                   ? tr("%1: %2.").arg(code).arg(name)
                   : tr("%1: %2. It is not allowed on the wire, and is sent all the same.")
                         .arg(code)
                         .arg(name);
    }
    case Behaviours::CloseReply::Empty:
        return tr("A Close frame without payload, which a program sees as 1005.");
    case Behaviours::CloseReply::None:
        return tr("The server should end TCP after a while.");
    }
    return {};
}

QString BehavioursEditor::ofAfterClose() const
{
    switch (afterClose_->choice<Behaviours::AfterClose>()) {
    case Behaviours::AfterClose::Await:
        return tr("For the server's Close, and for it to end TCP (RFC 6455 7.1.1).");
    case Behaviours::AfterClose::Fin:
        return tr("In order, without waiting for the server's Close.");
    case Behaviours::AfterClose::Reset:
        return tr("At once, so that what is on its way is lost.");
    case Behaviours::AfterClose::HalfClose:
        return tr("Our side of TCP is ended at once; we go on reading.");
    case Behaviours::AfterClose::GoOn:
        return tr("As if no Close had been sent, which breaks the RFC (5.5.1).");
    }
    return {};
}

QString BehavioursEditor::ofPieces() const
{
    return pieceSize_->value() == 0
               ? tr("Each frame is written as a whole.")
               : tr("Each piece is a write of its own, so that frames arrive cut.");
}

QString BehavioursEditor::ofMask() const
{
    if (const auto checked = check(); !checked) {
        return errorText(checked.error());
    }
    switch (mask_->choice<Behaviours::Mask>()) {
    case Behaviours::Mask::Random:
        return tr("As the RFC wants (RFC 6455 5.3).");
    case Behaviours::Mask::None:
        return tr("The server must end the connection (RFC 6455 5.1).");
    case Behaviours::Mask::Key:
        return tr("In hex; 00000000 leaves payloads readable on the wire.");
    }
    return {};
}

} // namespace framescope::ui
