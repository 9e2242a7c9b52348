// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/connect/options/timing_page.h"

#include "ui/connect/options/option_fields.h"

#include <QCheckBox>

#include <algorithm>

namespace framescope::ui {

using std::chrono::milliseconds;

namespace {

constexpr milliseconds ShortestTime{1};
constexpr int MostAttempts = 1'000'000;

} // namespace

TimingPage::TimingPage()
    : OptionsPage("timingPage", tr("Timing"), "clock"),
      connectTimeout_(new DurationField("optionConnectTimeout", ShortestTime, LongestTime)),
      upgradeTimeout_(new DurationField("optionUpgradeTimeout", ShortestTime, LongestTime)),
      closeTimeout_(new DurationField("optionCloseTimeout", ShortestTime, LongestTime)),
      keepAlive_(new DurationField("keepAlive", milliseconds(0), LongestTime)),
      reconnects_(new QCheckBox(tr("Connect &again by itself"))),
      first_(new DurationField("firstWait", ShortestTime, LongestTime)),
      longest_(new DurationField("longestWait", ShortestTime, LongestTime)),
      attempts_(new NumberField("attempts", 0, MostAttempts)),
      followRedirects_(new QCheckBox(tr("Follow re&directs, at most 10")))
{
    reconnects_->setObjectName(QStringLiteral("reconnects"));
    followRedirects_->setObjectName(QStringLiteral("followRedirects"));
    keepAlive_->setSpecialValueText(tr("None are sent"));
    attempts_->setSpecialValueText(tr("No limit"));
    addTitle(tr("Waiting"));
    addField(tr("For a &connection"), connectTimeout_, {"connect timeout"},
             sideBySide({connectTimeout_}));
    addField(tr("For the &upgrade"), upgradeTimeout_, {"upgrade timeout"},
             sideBySide({upgradeTimeout_}));
    addField(tr("For an answer to C&lose"), closeTimeout_, {"close timeout"},
             sideBySide({closeTimeout_}));
    addField(tr("A &ping of ours each"), keepAlive_, {"keep-alive"}, sideBySide({keepAlive_}));
    addTitle(tr("Reconnecting"));
    addField({}, reconnects_);
    addField(tr("&First after"), first_, {"reconnecting"}, sideBySide({first_}));
    addField(tr("At &most after"), longest_, {"reconnecting, longest wait"},
             sideBySide({longest_}));
    addField(tr("Attempts in a &row"), attempts_, {}, sideBySide({attempts_}));
    addExplanation(tr("After a connection that failed, or that we did not end. The time doubles "
                      "with each attempt that fails, or whose connection ends sooner than that."));
    addTitle(tr("Redirects"));
    addField({}, followRedirects_, {"redirects"});
    addExplanation(
        tr("To another host, no authorisation and no cookie goes along (RFC 9110 15.4)."));
    followFields();
    connect(reconnects_, &QCheckBox::toggled, this, &TimingPage::showFields);
    setFocusProxy(connectTimeout_);
}

void TimingPage::load(const connection::ConnectionOptions& options)
{
    connectTimeout_->setDuration(options.connectTimeout);
    upgradeTimeout_->setDuration(options.upgradeTimeout);
    closeTimeout_->setDuration(options.closeTimeout);
    keepAlive_->setDuration(options.keepAlive);
    reconnects_->setChecked(options.reconnecting.wanted);
    first_->setDuration(options.reconnecting.first);
    longest_->setDuration(options.reconnecting.longest);
    attempts_->setValue(
        static_cast<int>(std::min<std::uint32_t>(options.reconnecting.attempts, MostAttempts)));
    followRedirects_->setChecked(options.followRedirects);
    showFields();
}

void TimingPage::store(connection::ConnectionOptions& options) const
{
    options.connectTimeout = connectTimeout_->duration();
    options.upgradeTimeout = upgradeTimeout_->duration();
    options.closeTimeout = closeTimeout_->duration();
    options.keepAlive = keepAlive_->duration();
    options.reconnecting.wanted = reconnects_->isChecked();
    options.reconnecting.first = first_->duration();
    options.reconnecting.longest = longest_->duration();
    options.reconnecting.attempts = static_cast<std::uint32_t>(attempts_->value());
    options.followRedirects = followRedirects_->isChecked();
}

void TimingPage::showFields()
{
    for (QWidget* field : std::initializer_list<QWidget*>{first_, longest_, attempts_}) {
        field->setEnabled(reconnects_->isChecked());
    }
}

} // namespace framescope::ui
