// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/error.h"

#include <QObject>
#include <QString>

#include <thread>

namespace framescope::ui {

/// Copies a recording in a thread of its own; it may be still growing.
class SaveJob : public QObject
{
    Q_OBJECT

public:
    explicit SaveJob(QObject* parent = nullptr);
    ~SaveJob() override;

    /// One at a time.
    void start(const QString& source, const QString& target);
    bool isRunning() const { return running_; }

signals:
    void saved(const QString& target);
    void failed(const QString& target, const framescope::Error& error);

private:
    bool running_ = false;
    std::thread thread_;
};

} // namespace framescope::ui
