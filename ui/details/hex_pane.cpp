// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/details/hex_pane.h"

#include "present/format.h"
#include "ui/details/hex_view.h"

#include <QLabel>
#include <QVBoxLayout>

namespace framescope::ui {

namespace {

/// The selection as an unsigned integer, first byte most (or least) significant.
std::uint64_t integer(ByteView bytes, bool bigEndian)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        value = value << 8 | bytes[bigEndian ? i : bytes.size() - 1 - i];
    }
    return value;
}

} // namespace

HexPane::HexPane(QWidget* parent) : QWidget(parent), view_(new HexView), note_(new QLabel)
{
    view_->setObjectName(QStringLiteral("hexView"));
    view_->setAccessibleName(tr("Payload in hex"));
    note_->setObjectName(QStringLiteral("hexNote"));
    note_->setContentsMargins(12, 6, 12, 6);
    note_->setProperty("role", "muted");
    note_->setWordWrap(true);
    note_->setTextInteractionFlags(Qt::TextSelectableByMouse);

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(view_, 1);
    layout->addWidget(note_);
    connect(view_, &HexView::selectionChanged, this, &HexPane::describeSelection);
}

void HexPane::setEvent(const std::shared_ptr<const present::LoadedEvent>& event)
{
    view_->setBytes(event->payload);
}

void HexPane::describeSelection()
{
    constexpr std::uint64_t widest = 8;
    const auto [first, count] = view_->selection();
    if (count == 0) {
        note_->setText(tr("No payload"));
        return;
    }
    QString text = tr("Offset %1 (0x%2)").arg(present::formatCount(first)).arg(first, 0, 16);
    text += QStringLiteral("  ·  ");
    const std::uint64_t size = view_->bytes().size();
    text += count == 1
                ? tr("1 of %1 bytes").arg(present::formatCount(size))
                : tr("%1 of %2 bytes").arg(present::formatCount(count), present::formatCount(size));
    if (count <= widest) {
        const ByteView bytes = view_->bytes().subspan(first, count);
        text += count == 1 ? tr("  ·  value %1").arg(integer(bytes, true))
                           : tr("  ·  big-endian %1, little-endian %2")
                                 .arg(integer(bytes, true))
                                 .arg(integer(bytes, false));
    }
    note_->setText(text);
}

} // namespace framescope::ui
