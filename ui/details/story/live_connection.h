// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "timeline/index/timeline.h"

#include <QObject>

#include <memory>
#include <optional>

class QTimer;

namespace framescope::ui {

/// Watches one connection of a timeline until it has ended.
class LiveConnection : public QObject
{
    Q_OBJECT

public:
    /// Milliseconds between two looks.
    static constexpr int Interval = 250;

    explicit LiveConnection(QObject* parent = nullptr);

    /// Watches a connection, whose current state is `known`, unless it has ended.
    void watch(std::shared_ptr<const timeline::Timeline> timeline,
               const std::optional<timeline::ConnectionInfo>& known);
    void stop();
    /// Sets whether more may be recorded at any moment; if not, nothing is watched.
    void setLive(bool live);

signals:
    /// Emitted when the connection has changed.
    void changed(const framescope::timeline::ConnectionInfo& connection);

private:
    void look();
    void startOrRest();

    bool live_ = true;
    std::shared_ptr<const timeline::Timeline> timeline_;
    std::optional<timeline::ConnectionInfo> known_;
    QTimer* timer_;
};

} // namespace framescope::ui
