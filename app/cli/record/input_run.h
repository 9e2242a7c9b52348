// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/record/input_lines.h"
#include "message/outgoing.h"
#include "message/templates.h"
#include "session/session.h"

#include <QObject>

#include <cstdint>
#include <optional>
#include <string>

namespace framescope::cli {

/// Sends the lines of standard input: each as a text message, or what it says as JSON.
class InputRun : public QObject
{
    Q_OBJECT

public:
    struct Options
    {
        bool jsonl = false;     ///< lines are as `show --format jsonl` prints them
        bool templates = false; ///< templates in lines of text are expanded
        std::optional<std::uint64_t> fragmentSize;
    };
    /// `scope` is for the templates.
    InputRun(const Options& options, session::Session& session, message::TemplateScope& scope);

    /// Begins to read. No line is read while it can't be sent.
    void start();
    void update();
    void stop();

    /// Whether a Close was sent.
    bool hasClosed() const { return hasClosed_; }
    /// Whether a line with JSON had a mistake.
    bool hasMistake() const { return hasMistake_; }
    /// A clause about lines that were not read; empty if there are none.
    std::string unsent() const;

signals:
    /// Emitted with a sentence about a line that was not sent.
    void told(const std::string& sentence);

private:
    void send(const QByteArray& line);
    Result<std::optional<message::Outgoing>> outgoingFrom(const QByteArray& line);
    void tellOfLine(const std::string& clause);

    const Options options_;
    session::Session& session_;
    message::TemplateScope& scope_;
    InputLines lines_;
    bool started_ = false;
    bool hasClosed_ = false;
    bool hasMistake_ = false;
};

} // namespace framescope::cli
