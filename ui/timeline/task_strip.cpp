// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/task_strip.h"

#include "ui/style/building_blocks.h"
#include "ui/style/plain_text.h"

#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

namespace framescope::ui {

namespace {

constexpr int Moment = 300; // ms

} // namespace

TaskStrip::TaskStrip(QWidget* parent)
    : QWidget(parent), what_(style::plainLabel()), progress_(style::progressBar(tr("Progress"))),
      delay_(new QTimer(this))
{
    setObjectName(QStringLiteral("taskStrip"));
    setProperty("role", QStringLiteral("statusline"));
    setAttribute(Qt::WA_StyledBackground);
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("taskCancel"));
    delay_->setSingleShot(true);
    delay_->setInterval(Moment);
    auto* row = style::row(this, {12, 5, 10, 5}, 10);
    row->addWidget(what_);
    row->addWidget(progress_, 1);
    row->addWidget(cancel);
    connect(delay_, &QTimer::timeout, this, &QWidget::show);
    connect(cancel, &QPushButton::clicked, this, &TaskStrip::cancelRequested);
    hide();
}

void TaskStrip::begin(const QString& what)
{
    what_->setText(what);
    progress_->setValue(0);
    delay_->start();
}

void TaskStrip::setProgress(quint64 done, quint64 total)
{
    style::showPart(progress_, done, total);
}

void TaskStrip::end()
{
    delay_->stop();
    hide();
}

} // namespace framescope::ui
