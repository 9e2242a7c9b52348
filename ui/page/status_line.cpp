// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/page/status_line.h"

#include "present/words/format.h"
#include "ui/style/building_blocks.h"
#include "ui/style/icon_label.h"
#include "ui/style/icons.h"
#include "ui/style/plain_text.h"
#include "ui/widgets/elided_label.h"

#include <QLabel>

#include <algorithm>

namespace framescope::ui {

using present::formatBytes;
using present::formatCount;
using present::formatDuration;
using present::formatRate;

namespace {

constexpr qint64 RateWindow = 1000; // ms

} // namespace

StatusLine::StatusLine(QWidget* parent)
    : QWidget(parent), frames_(style::plainLabel()), bytes_(style::plainLabel()),
      rate_(style::plainLabel()), roundTrip_(style::plainLabel()),
      violationsIcon_(new style::IconLabel(14)), violations_(style::plainLabel()),
      note_(new ElidedLabel("note", "muted"))
{
    setProperty("role", QStringLiteral("statusline"));
    setAttribute(Qt::WA_StyledBackground);
    clock_.start();
    auto* row = style::row(this, {12, 4, 12, 4}, 18);
    for (QLabel* label : {frames_, bytes_, rate_, roundTrip_}) {
        label->setProperty("role", QStringLiteral("muted"));
        row->addWidget(label);
    }
    auto* marked = style::row(nullptr, {}, 5);
    marked->addWidget(violationsIcon_);
    marked->addWidget(violations_);
    row->addLayout(marked);
    note_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    row->addWidget(note_, 1);
    refresh();
}

void StatusLine::setTimeline(std::shared_ptr<const timeline::Timeline> timeline)
{
    timeline_ = std::move(timeline);
    samples_.clear();
    refresh();
}

void StatusLine::refresh()
{
    const timeline::Totals totals = timeline_ ? timeline_->statistics() : timeline::Totals{};
    const auto& in = totals.direction[indexOf(Direction::In)];
    const auto& out = totals.direction[indexOf(Direction::Out)];
    const std::uint64_t frames = in.frames + out.frames;
    frames_->setText(present::formatCounted(frames, "frame"));
    frames_->setToolTip(tr("%1 in, %2 out").arg(formatCount(in.frames), formatCount(out.frames)));
    bytes_->setText(formatBytes(in.wireBytes + out.wireBytes));
    bytes_->setToolTip(tr("%1 in, %2 out, everything on the connection")
                           .arg(formatBytes(in.wireBytes), formatBytes(out.wireBytes)));
    rate_->setText(formatRate(rate(frames)));
    rate_->setToolTip(tr("Frames a second, over the last second"));
    roundTrip_->setVisible(totals.lastRoundTrip.has_value());
    if (totals.lastRoundTrip) {
        roundTrip_->setText(tr("RTT %1").arg(formatDuration(*totals.lastRoundTrip)));
        roundTrip_->setToolTip(tr("Round trip of the last ping; %1 to %2 of %3 pings")
                                   .arg(formatDuration(*totals.smallestRoundTrip),
                                        formatDuration(*totals.largestRoundTrip),
                                        formatCount(totals.roundTrips)));
    }
    const bool clean = totals.violations == 0;
    violationsIcon_->setIcon(clean ? QStringLiteral("check") : QStringLiteral("warning"),
                             clean ? style::Ink::Muted : style::Ink::Warning);
    violations_->setText(clean ? tr("no protocol violations")
                               : present::formatCounted(totals.violations, "protocol violation"));
    violations_->setToolTip(tr("Violations of RFC 6455 and RFC 7692, by either side"));
}

void StatusLine::setNote(const QString& note)
{
    note_->setLine(note);
}

double StatusLine::rate(std::uint64_t frames)
{
    const qint64 now = clock_.elapsed();
    samples_.push_back({now, frames});
    while (samples_.size() > 2 && samples_[1].at <= now - RateWindow) {
        samples_.pop_front();
    }
    const Sample& oldest = samples_.front();
    const qint64 span = std::max(now - oldest.at, RateWindow); // of less, no rate is known
    return static_cast<double>(frames - oldest.frames) * 1000.0 / static_cast<double>(span);
}

} // namespace framescope::ui
