// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>
#include <utility>

class QTimer;

namespace framescope::ui {

class Document;

/// Emits `beat` a few times a second while a document records or loads, so that its views refresh.
/// Stops when nothing more comes, except for a clock once a second; the next byte wakes it.
class Pulse : public QObject
{
    Q_OBJECT

public:
    static constexpr int Interval = 250; // ms

    /// `document` must outlive all calls except the destructor.
    Pulse(Document& document, QObject* parent);

    /// Starts beating, as something was recorded or may be recorded soon.
    void wake();
    /// Whether more may be recorded or loaded at any moment.
    bool isLive() const { return live_; }

signals:
    void beat();
    /// Emitted once a second while nothing comes, although the connection is open or a watched
    /// recording grows.
    void clockBeat();
    void liveChanged(bool live);

private:
    using Seen = std::pair<std::size_t, std::uint64_t>; ///< events and bytes

    void look();
    void sleep();
    void setLive(bool live);
    Seen seen() const;

    Document& document_;
    QTimer* timer_;
    QTimer* clock_;
    Seen last_;
    int sameBeats_ = 0;
    bool live_ = false;
};

} // namespace framescope::ui
