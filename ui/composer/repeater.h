// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/clock.h"
#include "message/draft.h"
#include "message/repeat/repeat_pace.h"
#include "session/session.h"
#include "ui/composer/row_feed.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QString>

#include <optional>

class QTimer;

namespace framescope::ui {

/// Sends a draft again and again at a rate, each time with new values of its templates, and with
/// the variables of the next row of a file.
class Repeater : public QObject
{
    Q_OBJECT

public:
    enum class Rows { None, Lines, Csv };

    struct Request
    {
        message::Draft draft;
        Duration interval{};
        std::optional<std::uint64_t> count; ///< nullopt: until it is stopped, or the file ends
        Rows rows = Rows::None;
        QString file; ///< of the rows
    };

    explicit Repeater(QObject* parent = nullptr);

    void setSession(session::Session* session);
    /// `scope` must outlive the sending; its counter goes on.
    void start(Request request, message::TemplateScope& scope);
    void stop();

    bool isRunning() const { return running_; }
    std::uint64_t sent() const { return pace_.sentCount(); }
    std::optional<std::uint64_t> count() const { return request_.count; }
    message::RepeatPace::Drift drift() const { return pace_.drift(); }

signals:
    void started();
    /// Emitted when the first message of a run was sent.
    void firstSent(const framescope::message::Draft& draft);
    void finished();
    /// Emitted with the reason if it ended before its end.
    void failed(const QString& message);

private:
    void sendDue();
    bool sendOne();
    void schedule();
    void end(const QString& reason = {});

    QPointer<session::Session> session_;
    Request request_;
    message::RepeatPace pace_{Duration(), 0};
    message::TemplateScope* scope_ = nullptr;
    RowFeed feed_;
    QElapsedTimer clock_;
    QTimer* timer_;
    bool running_ = false;
};

} // namespace framescope::ui
