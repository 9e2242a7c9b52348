// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/modes/fragment_options.h"

#include "ui/composer/edit/message_line.h"
#include "ui/style/building_blocks.h"
#include "wire/frames/frame_header.h"

#include <QCheckBox>
#include <QSpinBox>

#include <algorithm>
#include <limits>

namespace framescope::ui {

namespace {

constexpr int UsualSize = 1024;

} // namespace

FragmentOptions::FragmentOptions(QWidget* parent)
    : QWidget(parent), fragmented_(new QCheckBox(tr("In fragments of"))), size_(new QSpinBox),
      withPing_(new QCheckBox(tr("a ping between"))), ping_(new MessageLine)
{
    fragmented_->setObjectName(QStringLiteral("fragmented"));
    fragmented_->setToolTip(tr("Sends the message in several frames (RFC 6455 5.4)"));
    size_->setObjectName(QStringLiteral("fragmentSize"));
    size_->setAccessibleName(tr("Bytes of a fragment"));
    size_->setRange(1, std::numeric_limits<int>::max());
    size_->setValue(UsualSize);
    size_->setSuffix(tr(" bytes"));
    withPing_->setObjectName(QStringLiteral("fragmentWithPing"));
    withPing_->setToolTip(tr("Sends a ping between the first two fragments"));
    ping_->setObjectName(QStringLiteral("fragmentPing"));
    ping_->setAccessibleName(tr("Payload of the ping between the fragments"));
    ping_->setPlaceholderText(tr("payload of the ping"));
    auto* row = style::row(this, {}, 6);
    row->addWidget(fragmented_);
    row->addWidget(size_);
    row->addWidget(withPing_);
    row->addWidget(ping_);
    for (QCheckBox* box : {fragmented_, withPing_}) {
        connect(box, &QCheckBox::toggled, this, &FragmentOptions::update);
    }
    connect(size_, &QSpinBox::valueChanged, this, &FragmentOptions::changed);
    connect(ping_, &QLineEdit::textChanged, this, &FragmentOptions::changed);
    update();
}

void FragmentOptions::writeTo(message::Draft& draft) const
{
    if (fragmented_->isChecked()) {
        draft.fragmentSize = static_cast<std::uint64_t>(size_->value());
        if (withPing_->isChecked()) {
            draft.ping = ping_->text();
        }
    }
}

void FragmentOptions::readFrom(const message::Draft& draft)
{
    constexpr std::uint64_t most = std::numeric_limits<int>::max();
    fragmented_->setChecked(draft.fragmentSize.has_value());
    if (draft.fragmentSize) {
        size_->setValue(static_cast<int>(std::min(*draft.fragmentSize, most)));
    }
    withPing_->setChecked(draft.ping.has_value());
    ping_->setText(draft.ping.value_or(QString()));
}

QString FragmentOptions::hint() const
{
    return !fragmented_->isChecked() ? QString()
           : withPing_->isChecked()
               ? tr("in fragments of %1 bytes, with a ping").arg(size_->value())
               : tr("in fragments of %1 bytes").arg(size_->value());
}

void FragmentOptions::update()
{
    const bool on = fragmented_->isChecked();
    size_->setEnabled(on);
    withPing_->setEnabled(on);
    ping_->setVisible(on && withPing_->isChecked());
    emit changed();
}

} // namespace framescope::ui
