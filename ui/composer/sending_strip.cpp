// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/sending_strip.h"

#include "ui/style/building_blocks.h"
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

void SendingStrip::show(const QString& what, quint64 done, quint64 total, const QString& button)
{
    what_->setLine(what);
    progress_->setVisible(total > 0);
    style::showPart(progress_, done, total);
    if (stop_->text() != button) {
        stop_->setText(button);
    }
    setVisible(true);
}

} // namespace framescope::ui
