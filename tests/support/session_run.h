// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/session.h"
#include "timeline/index/event_record.h"

#include <QStringList>
#include <QTemporaryDir>

#include <functional>
#include <memory>

namespace framescope::test {

// A session with its own recording, for tests.
class SessionRun
{
public:
    explicit SessionRun(session::Session::Client client = session::Session::Client::QWebSocket);

    session::Session& session() { return *session_; }
    session::Session* operator->() { return session_.get(); }
    QString path() const { return folder_.filePath(QStringLiteral("run.pcapng")); }

    // Options with timeouts that suffice on a slow machine.
    static connection::ConnectionOptions options(const QString& url);

    // Opens a connection and waits until it is open; false if it could not be opened.
    bool open(const connection::ConnectionOptions& options);
    bool open(const QString& url) { return open(options(url)); }
    bool waitForState(session::Session::State state);
    bool waitForClosed();

    // The timeline as lines (timeline_lines.h), without the phases before `open`.
    QStringList story(timeline::View view = timeline::View::Messages) const;
    // The whole timeline as lines.
    QStringList lines(timeline::View view = timeline::View::Messages) const;
    bool waitForLine(const QString& line, timeline::View view = timeline::View::Messages);
    // The `detail` of the newest event of a type, as JSON; empty if there is none.
    QString detail(timeline::Type type) const;

private:
    QTemporaryDir folder_;
    std::unique_ptr<session::Session> session_;
};

} // namespace framescope::test
