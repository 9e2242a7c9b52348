// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>
#include <utility>

class QTimer;

namespace framescope::ui {

class Document;

/// Tells views of a document when to refresh: a few times a second while something is recorded, and
/// soon afterwards not at all. The next byte of a silent connection wakes it, so that only the
/// clock needs a timer.
class Pulse : public QObject
{
    Q_OBJECT

public:
    static constexpr int Interval = 250; // ms

    /// The document must outlive it, but for its destruction.
    Pulse(Document& document, QObject* parent);

    /// Something was recorded, or may be recorded now.
    void wake();
    /// Whether more may be recorded at any moment.
    bool isLive() const { return live_; }

signals:
    void beat();
    /// Emitted once a second while the connection is open and silent.
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
