// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <optional>

namespace framescope::cli {

/// Catches SIGINT, SIGTERM and SIGHUP during its lifetime: a signal of the event loop for commands
/// that have one, a flag for others, which have to clean up first. Only one may exist at a time.
class SignalWatcher : public QObject
{
    Q_OBJECT

public:
    /// What is ignored stays so (nohup), but for SIGINT and SIGTERM with `evenIgnored`.
    explicit SignalWatcher(bool evenIgnored, QObject* parent = nullptr);
    ~SignalWatcher() override;

    /// One was caught.
    static bool isSet();
    /// Ends the program by the signal that was caught, if any, as if it had not been caught.
    void obey() const;

signals:
    void interrupted();

private:
    void readPipe();

    const bool evenIgnored_;
    std::array<int, 2> pipe_{-1, -1};
    std::optional<QSocketNotifier> notifier_;
};

} // namespace framescope::cli
