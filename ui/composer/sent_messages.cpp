// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/composer/sent_messages.h"

#include "ui/widgets/error_text.h"

#include <QDateTime>

#include <map>
#include <utility>

namespace framescope::ui {

std::shared_ptr<SentMessages> SentMessages::of(const QString& path)
{
    static std::map<QString, std::weak_ptr<SentMessages>> open;
    auto known = open[path].lock();
    if (!known) {
        known = std::shared_ptr<SentMessages>(new SentMessages(path));
        open[path] = known;
    }
    return known;
}

SentMessages::SentMessages(const QString& path)
{
    reading_.run([path](work::Run& /*run*/) { return std::make_unique<message::History>(path); },
                 [this](std::unique_ptr<message::History> history) {
                     history_ = std::move(history);
                     history_->setSecrets({secrets_.begin(), secrets_.end()});
                     for (const auto& [draft, time] : std::exchange(early_, {})) {
                         write(draft, time);
                     }
                     emit loaded();
                 });
}

void SentMessages::add(const message::Draft& draft)
{
    const qint64 now = QDateTime::currentMSecsSinceEpoch();
    if (history_) {
        write(draft, now);
    } else {
        early_.emplace_back(draft, now);
    }
}

void SentMessages::addSecrets(const std::map<QString, QString>& secrets)
{
    for (const auto& [name, value] : secrets) {
        secrets_.insert(value);
    }
    if (history_) {
        history_->setSecrets({secrets_.begin(), secrets_.end()});
    }
}

void SentMessages::write(const message::Draft& draft, qint64 time)
{
    const auto written = history_->add(draft, time);
    if (!written && !std::exchange(toldFailure_, true)) {
        emit failed(errorText(written.error()));
    }
}

} // namespace framescope::ui
