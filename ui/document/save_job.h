// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "library/recordings_folder.h"
#include "work/retirement.h"

#include <QObject>
#include <QString>

#include <memory>
#include <optional>

namespace framescope::ui {

/// Saves a recording with its notes in a thread of its own; it may be still growing. What was
/// begun is finished, whatever becomes of this object.
class SaveJob : public QObject
{
    Q_OBJECT

public:
    /// `retirement` waits for what this object leaves behind.
    explicit SaveJob(Retirement& retirement, QObject* parent = nullptr);
    ~SaveJob() override;

    /// One at a time.
    void start(std::shared_ptr<const timeline::Timeline> timeline, const QString& target,
               bool isUsersFile, const std::optional<library::KnownFile>& known);
    bool isRunning() const { return work_ != nullptr; }

signals:
    void saved(const QString& target, const framescope::library::Saved& saved);
    void failed(const QString& target, const framescope::Error& error);

private:
    struct Work;
    void finish(const QString& target, const Result<library::Saved>& result);
    void retire();

    Retirement& retirement_;
    std::unique_ptr<Work> work_;
};

} // namespace framescope::ui
