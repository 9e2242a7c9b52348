// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/sending_strip.h"

#include "ui/style/building_blocks.h"
#include "ui/style/restyle.h"
#include "ui/widgets/elided_label.h"

#include <QProgressBar>
#include <QPushButton>

namespace framescope::ui {

SendingStrip::SendingStrip(QWidget* parent)
    : QWidget(parent), what_(new ElidedLabel("sendingWhat")),
      progress_(style::progressBar(tr("Sent"))), stop_(new QPushButton)
{
    setObjectName(QStringLiteral("sendingStrip"));
    stop_->setObjectName(QStringLiteral("sendingStop"));
    auto* row = style::row(this, {}, 8);
    row->addWidget(what_, 2);
    row->addWidget(progress_, 1);
    row->addWidget(stop_);
    connect(stop_, &QPushButton::clicked, this, &SendingStrip::stopRequested);
    hide();
}

void SendingStrip::show(const State& state)
{
    what_->setLine(state.what);
    style::restyle(*what_, "role", state.bad ? QStringLiteral("bad") : QString());
    progress_->setVisible(state.total > 0);
    style::showPart(progress_, state.done, state.total);
    if (stop_->text() != state.button) {
        stop_->setText(state.button);
    }
    stop_->setToolTip(state.buttonTip);
    setVisible(true);
}

} // namespace framescope::ui
