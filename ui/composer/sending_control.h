// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "ui/composer/repeater.h"
#include "ui/composer/send_queue.h"

#include <QObject>
#include <QPointer>

#include <cstdint>
#include <optional>

class QTimer;

namespace framescope::ui {

class SendingStrip;

/// Shows in a strip what takes time to be sent: a large message, many of them, or one repeatedly.
/// How the last of these went stays there until it is dismissed, or another one begins.
class SendingControl : public QObject
{
    Q_OBJECT

public:
    explicit SendingControl(QObject* parent = nullptr);

    SendingStrip* strip() const { return strip_; }
    void setSession(session::Session* session);
    SendQueue& queue() { return queue_; }
    Repeater& repeater() { return repeater_; }
    /// Looks whether a large message is being sent.
    void watch();
    /// Ends what is being sent, or dismisses what is told of it.
    void stop();

private:
    void update();
    void showRepeating();
    void showStream(const session::Session::Sending& stream);
    void showCancelled(const session::Session::Sending& stream);

    QPointer<session::Session> session_;
    SendQueue queue_;
    Repeater repeater_;
    SendingStrip* strip_;
    QTimer* timer_;
    bool result_ = false;                    ///< of the repeater, to be shown
    QString reason_;                         ///< why it ended early
    std::optional<std::uint64_t> cancelled_; ///< number of the stream that the user cancelled
};

} // namespace framescope::ui
