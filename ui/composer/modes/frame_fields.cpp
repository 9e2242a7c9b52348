// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/frame_fields.h"

#include "base/text/hex.h"
#include "base/text/qt_string.h"
#include "ui/composer/edit/template_edit.h"
#include "ui/style/building_blocks.h"
#include "ui/style/fonts.h"
#include "ui/style/restyle.h"
#include "wire/frames/opcode.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace framescope::ui {

namespace {

using message::Form;
using message::FrameDraft;
using Mask = FrameDraft::Mask;

constexpr int Opcodes = 16;
constexpr int Shortest = -1; ///< data of the length form that is the shortest

std::optional<wire::MaskKey> keyIn(const QString& text)
{
    const auto bytes = parseHex(text.toStdString());
    wire::MaskKey key{};
    if (!bytes || bytes->size() != key.size()) {
        return std::nullopt;
    }
    std::copy(bytes->begin(), bytes->end(), key.begin());
    return key;
}

std::optional<std::uint64_t> lengthIn(const QString& text)
{
    bool isNumber = false;
    const qulonglong length = text.trimmed().toULongLong(&isNumber, 0);
    return isNumber ? std::optional<std::uint64_t>(length) : std::nullopt;
}

QComboBox* makeBox(const char* name, const QString& what)
{
    auto* box = new QComboBox;
    box->setObjectName(QLatin1String(name));
    box->setAccessibleName(what);
    box->setToolTip(what);
    return box;
}

} // namespace

QString opcodeText(int opcode)
{
    const auto name = wire::opcodeName(static_cast<wire::Opcode>(opcode));
    return QStringLiteral("%1 %2").arg(opcode, 1, 16).arg(latinText(name));
}

FrameFields::FrameFields(QWidget* parent)
    : QWidget(parent),
      fin_(new QCheckBox(QStringLiteral("FIN"))), rsv_{new QCheckBox(QStringLiteral("RSV1")),
                                                       new QCheckBox(QStringLiteral("RSV2")),
                                                       new QCheckBox(QStringLiteral("RSV3"))},
      opcode_(makeBox("frameOpcode", tr("Opcode"))), compressed_(new QCheckBox(tr("compressed"))),
      mask_(makeBox("frameMask", tr("Masking"))), key_(new QLineEdit),
      length_(makeBox("frameLengthForm", tr("Form of the length"))), claimed_(new QLineEdit),
      form_(makeBox("frameForm", tr("How the payload is written"))), payload_(new TemplateEdit)
{
    makeFields();
    auto* column = style::column(this, {}, 3);
    column->addWidget(makeBits());
    column->addWidget(makeMaskAndLength());
    auto* row = style::row(nullptr, {}, 6);
    row->addWidget(form_, 0, Qt::AlignTop);
    row->addWidget(payload_, 1);
    column->addLayout(row, 1);
    setFrame({});
    for (QCheckBox* box : {fin_, rsv_[0], rsv_[1], rsv_[2], compressed_}) {
        connect(box, &QCheckBox::toggled, this, &FrameFields::update);
    }
    for (QComboBox* box : {opcode_, mask_, length_, form_}) {
        connect(box, &QComboBox::currentIndexChanged, this, &FrameFields::update);
    }
    for (QLineEdit* line : {key_, claimed_}) {
        connect(line, &QLineEdit::textChanged, this, &FrameFields::update);
    }
    connect(payload_, &QPlainTextEdit::textChanged, this, &FrameFields::update);
}

void FrameFields::makeFields()
{
    fin_->setObjectName(QStringLiteral("frameFin"));
    for (std::size_t bit = 0; bit < rsv_.size(); ++bit) {
        rsv_.at(bit)->setObjectName(QStringLiteral("frameRsv%1").arg(bit + 1));
    }
    for (int opcode = 0; opcode < Opcodes; ++opcode) {
        opcode_->addItem(opcodeText(opcode));
    }
    compressed_->setObjectName(QStringLiteral("frameCompressed"));
    compressed_->setToolTip(
        tr("Compressed with permessage-deflate where it was agreed; sets RSV1"));
    mask_->addItem(tr("random key"), static_cast<int>(Mask::Random));
    mask_->addItem(tr("not masked"), static_cast<int>(Mask::None));
    mask_->addItem(tr("this key:"), static_cast<int>(Mask::Key));
    key_->setObjectName(QStringLiteral("frameKey"));
    key_->setAccessibleName(tr("Masking key in hex"));
    key_->setPlaceholderText(QStringLiteral("37 fa 21 3d"));
    style::usePayloadFont(*key_);
    length_->addItem(tr("shortest length"), Shortest);
    length_->addItem(tr("7 bits"), static_cast<int>(wire::LengthForm::Bits7));
    length_->addItem(tr("16 bits"), static_cast<int>(wire::LengthForm::Bits16));
    length_->addItem(tr("64 bits"), static_cast<int>(wire::LengthForm::Bits64));
    claimed_->setObjectName(QStringLiteral("frameClaimed"));
    claimed_->setAccessibleName(tr("Length that the header claims"));
    claimed_->setToolTip(tr("A length that lies; empty: the true one"));
    claimed_->setPlaceholderText(tr("true length"));
    form_->addItem(tr("Text"), static_cast<int>(Form::Text));
    form_->addItem(tr("Hex"), static_cast<int>(Form::Hex));
    form_->addItem(tr("Base64"), static_cast<int>(Form::Base64));
    payload_->setObjectName(QStringLiteral("framePayload"));
    payload_->setAccessibleName(tr("Payload of the frame"));
    payload_->setPlaceholderText(tr("payload"));
    payload_->setTabChangesFocus(true);
    style::usePayloadFont(*payload_);
    payload_->setMinimumHeight(payload_->fontMetrics().lineSpacing() + 12);
}

QWidget* FrameFields::makeBits()
{
    auto* line = new QWidget;
    auto* row = style::row(line, {}, 8);
    row->addWidget(fin_);
    for (QCheckBox* box : rsv_) {
        row->addWidget(box);
    }
    row->addWidget(opcode_);
    row->addWidget(compressed_);
    row->addStretch(1);
    return line;
}

QWidget* FrameFields::makeMaskAndLength()
{
    auto* line = new QWidget;
    auto* row = style::row(line, {}, 6);
    row->addWidget(mask_);
    row->addWidget(key_, 1);
    row->addWidget(length_);
    row->addWidget(claimed_, 1);
    return line;
}

FrameDraft FrameFields::frame() const
{
    FrameDraft frame;
    frame.fin = fin_->isChecked();
    for (std::size_t bit = 0; bit < rsv_.size(); ++bit) {
        frame.rsv |= static_cast<std::uint8_t>(rsv_.at(bit)->isChecked() ? 4U >> bit : 0U);
    }
    frame.opcode = static_cast<std::uint8_t>(opcode_->currentIndex());
    frame.mask = static_cast<Mask>(mask_->currentData().toInt());
    frame.key = keyIn(key_->text()).value_or(wire::MaskKey{});
    if (const int form = length_->currentData().toInt(); form != Shortest) {
        frame.lengthForm = static_cast<wire::LengthForm>(form);
    }
    frame.claimedLength = lengthIn(claimed_->text());
    frame.compressed = compressed_->isChecked();
    frame.form = static_cast<Form>(form_->currentData().toInt());
    frame.payload = payload_->message();
    return frame;
}

void FrameFields::setFrame(const FrameDraft& frame)
{
    filling_ = true;
    fin_->setChecked(frame.fin);
    for (std::size_t bit = 0; bit < rsv_.size(); ++bit) {
        rsv_.at(bit)->setChecked((frame.rsv & (4U >> bit)) != 0);
    }
    opcode_->setCurrentIndex(frame.opcode % Opcodes);
    mask_->setCurrentIndex(mask_->findData(static_cast<int>(frame.mask)));
    key_->setText(frame.mask == Mask::Key ? QString::fromStdString(spacedHex(frame.key))
                                          : QString());
    length_->setCurrentIndex(
        length_->findData(frame.lengthForm ? static_cast<int>(*frame.lengthForm) : Shortest));
    claimed_->setText(frame.claimedLength ? QString::number(*frame.claimedLength) : QString());
    compressed_->setChecked(frame.compressed);
    form_->setCurrentIndex(form_->findData(static_cast<int>(frame.form)));
    payload_->setPlainText(frame.payload);
    filling_ = false;
    update();
}

QString FrameFields::mistake() const
{
    if (mask_->currentData().toInt() == static_cast<int>(Mask::Key) && !keyIn(key_->text())) {
        return tr("The masking key is four bytes in hex, such as 37 fa 21 3d.");
    }
    if (!claimed_->text().trimmed().isEmpty() && !lengthIn(claimed_->text())) {
        return tr("The length that the header claims is a number up to 2^64 - 1; 0x begins hex.");
    }
    return {};
}

void FrameFields::update()
{
    if (filling_) {
        return;
    }
    const bool withKey = mask_->currentData().toInt() == static_cast<int>(Mask::Key);
    key_->setEnabled(withKey);
    style::restyle(*key_, "invalid", withKey && !keyIn(key_->text()));
    style::restyle(*claimed_, "invalid",
                   !claimed_->text().trimmed().isEmpty() && !lengthIn(claimed_->text()));
    emit changed();
}

} // namespace framescope::ui
