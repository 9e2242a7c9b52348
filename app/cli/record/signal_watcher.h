// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSocketNotifier>

#include <array>
#include <optional>

namespace framescope::cli {

/// Catches SIGINT, SIGTERM and SIGHUP while it exists: emits a signal for commands with an event
/// loop, and sets a flag for others, which have to clean up first. Only one may exist at a time.
class SignalWatcher : public QObject
{
    Q_OBJECT

public:
    /// Ignored signals stay ignored (nohup), except SIGINT and SIGTERM with `evenIgnored`.
    explicit SignalWatcher(bool evenIgnored, QObject* parent = nullptr);
    ~SignalWatcher() override;

    /// Whether a signal was caught.
    static bool isSet();
    /// Ends the program by the caught signal, if any, as if it had not been caught.
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
