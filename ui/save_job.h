// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/recordings_folder.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>
#include <thread>

namespace framescope::ui {

/// Saves a recording with its notes in a thread of its own; it may be still growing.
class SaveJob : public QObject
{
    Q_OBJECT

public:
    explicit SaveJob(QObject* parent = nullptr);
    ~SaveJob() override;

    /// One at a time.
    void start(std::shared_ptr<const timeline::Timeline> timeline, const QString& target,
               bool isUsersFile, const std::optional<session::KnownFile>& known);
    bool isRunning() const { return running_; }

signals:
    void saved(const QString& target, const framescope::FileState& state);
    void failed(const QString& target, const framescope::Error& error);

private:
    bool running_ = false;
    std::thread thread_;
};

} // namespace framescope::ui
