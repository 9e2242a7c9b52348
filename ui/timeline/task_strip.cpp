// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/timeline/task_strip.h"

#include "ui/style/plain_text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QTimer>

namespace framescope::ui {

namespace {

constexpr int Moment = 300; // ms
constexpr int BarSteps = 1000;

} // namespace

TaskStrip::TaskStrip(QWidget* parent)
    : QWidget(parent), what_(style::plainLabel()), progress_(new QProgressBar),
      delay_(new QTimer(this))
{
    setObjectName(QStringLiteral("taskStrip"));
    setProperty("role", QStringLiteral("statusline"));
    setAttribute(Qt::WA_StyledBackground);
    progress_->setTextVisible(false);
    progress_->setAccessibleName(tr("Progress"));
    auto* cancel = new QPushButton(tr("Cancel"));
    cancel->setObjectName(QStringLiteral("taskCancel"));
    delay_->setSingleShot(true);
    delay_->setInterval(Moment);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 5, 10, 5);
    row->setSpacing(10);
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
    progress_->setRange(0, BarSteps);
    progress_->setValue(0);
    delay_->start();
}

void TaskStrip::setProgress(quint64 done, quint64 total)
{
    progress_->setValue(static_cast<int>(done * BarSteps / std::max<quint64>(total, 1)));
}

void TaskStrip::end()
{
    delay_->stop();
    hide();
}

} // namespace framescope::ui
