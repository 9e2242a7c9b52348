// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

#include <cstdint>

class QTimer;

namespace framescope::ui {

class Document;

/// Says when what is shown of a document is to be looked at again: a few times a second while
/// something happens, and soon after that not at all. A connection that is open and silent wakes
/// it by its next byte, so that nothing has to be looked at meanwhile but the clock.
class Pulse : public QObject
{
    Q_OBJECT

public:
    static constexpr int Interval = 250; // ms

    /// The document must outlive it, but for its destruction.
    Pulse(Document& document, QObject* parent);

    /// Something has happened, or may happen now.
    void wake();
    /// More may come at any moment.
    bool isLive() const { return live_; }

signals:
    void beat();
    /// Once a second while the connection is open and nothing else happens.
    void clockBeat();
    void liveChanged(bool live);

private:
    struct Seen
    {
        std::size_t events = 0;
        std::uint64_t bytes = 0;
        friend bool operator==(const Seen&, const Seen&) = default;
    };

    void look();
    void sleep();
    void setLive(bool live);
    bool mayGrow() const;
    Seen seen() const;

    Document& document_;
    QTimer* timer_;
    QTimer* clock_;
    Seen last_;
    int sameBeats_ = 0;
    bool live_ = false;
};

} // namespace framescope::ui
